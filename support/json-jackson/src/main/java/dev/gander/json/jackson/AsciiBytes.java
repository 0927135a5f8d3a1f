package dev.gander.json.jackson;

import dev.gander.domain.json.Latin1;
import java.io.InputStream;

/// A long text of ASCII characters as bytes, without a copy of it: Jackson's parser of bytes needs
/// two thirds of the time of the one for characters. One thread.
final class AsciiBytes extends InputStream {
  /// In chars; for a shorter text it makes no difference.
  private static final int SHORTEST = 4 * 1024;

  private static final int PIECE = 8 * 1024;

  private final String text;
  private int next;

  AsciiBytes(String text) {
    this.text = text;
  }

  /// Whether a text is long, and of such characters alone. From zeros at its beginning Jackson
  /// would guess that it is UTF-16 or UTF-32.
  static boolean suit(String text) {
    if (text.length() < SHORTEST || !Latin1.isKnown(text) || text.lastIndexOf('\0', 3) >= 0) {
      return false;
    }
    byte[] piece = new byte[PIECE];
    for (int i = 0; i < text.length(); i += PIECE) {
      int count = Math.min(PIECE, text.length() - i);
      copy(text, i, count, piece, 0);
      if (!Words.areAscii(piece, count)) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("deprecation") // Wrong for characters beyond U+00FF, of which there are none.
  private static void copy(String text, int begin, int count, byte[] target, int offset) {
    text.getBytes(begin, begin + count, target, offset);
  }

  @Override
  public int read() {
    return next < text.length() ? text.charAt(next++) : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (next == text.length()) {
      return -1;
    }
    int count = Math.min(length, text.length() - next);
    copy(text, next, count, target, offset);
    next += count;
    return count;
  }
}
