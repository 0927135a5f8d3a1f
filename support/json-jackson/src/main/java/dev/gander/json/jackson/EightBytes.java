package dev.gander.json.jackson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks at eight bytes of a text at once.
final class EightBytes {
  /// The words of an array, at any index.
  static final VarHandle OF_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long ONES = 0x0101010101010101L;
  private static final long SIGNS = 0x8080808080808080L;

  private EightBytes() {}

  /// Whether no byte is beyond ASCII, a control character, a quotation mark or a backslash: a
  /// subtraction sets the sign of the lowest byte that is too small.
  static boolean standForThemselves(long word) {
    long controls = word - ' ' * ONES;
    long quotes = (word ^ '"' * ONES) - ONES;
    long backslashes = (word ^ '\\' * ONES) - ONES;
    return ((word | controls | quotes | backslashes) & SIGNS) == 0;
  }
}
