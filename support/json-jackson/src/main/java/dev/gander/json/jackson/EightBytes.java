package dev.gander.json.jackson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at eight bytes of a text, or as many characters, at once. The methods are small enough to
/// be inlined by the simple compiler (`C1MaxInlineSize`).
final class EightBytes {
  /// The words of an array, at any index, the first byte being the lowest, whatever the machine's
  /// order is.
  static final VarHandle OF_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// No eight characters that stand for themselves.
  static final long NONE = -1;

  private static final int ASCII_END = 0x80;

  private static final long ONES = 0x0101010101010101L;
  private static final long SIGNS = 0x8080808080808080L;

  private EightBytes() {}

  /// The bits that any of the eight characters from there has.
  static int bitsOf(char[] text, int at) {
    return bitsOfFour(text, at) | bitsOfFour(text, at + 4);
  }

  private static int bitsOfFour(char[] text, int at) {
    return text[at] | text[at + 1] | text[at + 2] | text[at + 3];
  }

  /// The eight characters from there as a byte each, the first being the lowest; [#NONE] if one of
  /// them is beyond ASCII or needs an escape.
  static long plain(char[] text, int at) {
    return bitsOf(text, at) < ASCII_END ? plain(of(text, at)) : NONE;
  }

  private static long plain(long word) {
    return special(word) == 0 ? word : NONE;
  }

  private static long of(char[] text, int at) {
    return Integer.toUnsignedLong(four(text, at)) | ((long) four(text, at + 4) << Integer.SIZE);
  }

  private static int four(char[] text, int at) {
    return text[at] | (text[at + 1] << 8) | (text[at + 2] << 16) | (text[at + 3] << 24);
  }

  /// Zero if and only if no byte is beyond ASCII, a control character, a quotation mark or a
  /// backslash. Which bits are set means nothing: a subtraction sets the sign of the lowest byte
  /// that is too small, and borrows from those above.
  static long special(long word) {
    return (word
            | (word - ' ' * ONES)
            | ((word ^ '"' * ONES) - ONES)
            | ((word ^ '\\' * ONES) - ONES))
        & SIGNS;
  }
}
