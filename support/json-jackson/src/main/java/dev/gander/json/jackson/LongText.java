package dev.gander.json.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.gander.domain.json.Latin1;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Writes a long text in pieces, past the generator, which would look at each character three times
/// where once is enough. A lone half of a surrogate pair becomes a question mark. One thread.
final class LongText {
  /// In chars.
  private static final int PIECE = 8 * 1024;

  /// What stands for a character below U+0100; null if its byte does.
  private static final byte[] @Nullable [] ESCAPES = new byte[0x100][];

  static {
    for (int c = 0; c < ESCAPES.length; c++) {
      byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(String.valueOf((char) c));
      ESCAPES[c] = quoted.length > 1 ? quoted : null;
    }
  }

  private final String text;
  private final boolean isLatin1;

  /// Room for a piece in which every character is escaped.
  private final byte[] escaped = new byte[PIECE * "\\u0000".length()];

  /// A piece, the one or the other.
  private final byte[] bytes;

  private final char[] chars;

  LongText(String text) {
    this.text = text;
    this.isLatin1 = Latin1.isKnown(text);
    this.bytes = new byte[isLatin1 ? PIECE : 0];
    this.chars = new char[isLatin1 ? 0 : PIECE];
  }

  /// Writes the text as a value.
  void writeTo(JsonGenerator generator) throws IOException {
    generator.writeRawValue("\"");
    generator.flush();
    writeTo((OutputStream) generator.getOutputTarget());
    generator.writeRaw('"');
  }

  /// Writes what stands between the quotation marks.
  void writeTo(OutputStream out) throws IOException {
    int next = 0;
    while (next < text.length()) {
      int end = Math.min(next + PIECE, text.length());
      end = LoneHalves.isPairAt(text, end - 1) ? end - 1 : end;
      out.write(escaped, 0, isLatin1 ? latin1(next, end) : anyScript(next, end));
      next = end;
    }
  }

  /// Returns the length. Loops are written for a compiler that inlines little: an array that is
  /// reached through a field, or a call, for each character takes half as much time again.
  @SuppressWarnings(
      "deprecation") // Wrong for characters beyond U+00FF, without garbage for others.
  private int latin1(int begin, int end) {
    byte[] plain = bytes;
    int count = end - begin;
    text.getBytes(begin, end, plain, 0);
    byte[] out = escaped;
    byte[][] escapes = ESCAPES;
    int length = 0;
    int next = 0;
    while (next < count) {
      int stop = Math.min(next + Long.BYTES, count);
      if (stop - next == Long.BYTES) {
        long word = (long) EightBytes.OF_BYTES.get(plain, next);
        if (EightBytes.special(word) == 0) {
          EightBytes.OF_BYTES.set(out, length, word);
          length += Long.BYTES;
          next = stop;
        }
      }
      for (; next < stop; next++) {
        byte c = plain[next];
        byte[] escape = escapes[c & 0xFF];
        if (escape == null) {
          out[length++] = c;
        } else {
          // Two bytes mostly: too few for System.arraycopy.
          for (int i = 0; i < escape.length; i++) {
            out[length++] = escape[i];
          }
        }
      }
    }
    return length;
  }

  /// Returns the length. Written like the other loop.
  private int anyScript(int begin, int end) {
    char[] plain = chars;
    byte[] out = escaped;
    byte[][] escapes = ESCAPES;
    int count = end - begin;
    text.getChars(begin, end, plain, 0);
    int length = 0;
    int next = 0;
    while (next < count) {
      int stop = Math.min(next + Long.BYTES, count);
      if (stop - next == Long.BYTES) {
        long word = EightBytes.plain(plain, next);
        if (word != EightBytes.NONE) {
          EightBytes.OF_BYTES.set(out, length, word);
          length += Long.BYTES;
          next = stop;
        }
      }
      for (; next < stop; next++) {
        char c = plain[next];
        if (c >= escapes.length) {
          boolean isPair = next + 1 < count && Character.isSurrogatePair(c, plain[next + 1]);
          length = put(isPair ? Character.toCodePoint(c, plain[++next]) : c, length);
        } else if (escapes[c] == null) {
          out[length++] = (byte) c;
        } else {
          length = put(escapes[c], length);
        }
      }
    }
    return length;
  }

  private int put(byte[] escape, int length) {
    System.arraycopy(escape, 0, escaped, length, escape.length);
    return length + escape.length;
  }

  /// Appends a code point beyond U+007F in UTF-8, and returns the length.
  private int put(int point, int length) {
    if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      escaped[length] = '?';
      return length + 1;
    }
    int at = length;
    if (point < 0x800) {
      escaped[at++] = (byte) (0xC0 | (point >> 6));
    } else {
      if (point < 0x10000) {
        escaped[at++] = (byte) (0xE0 | (point >> 12));
      } else {
        escaped[at++] = (byte) (0xF0 | (point >> 18));
        escaped[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
      }
      escaped[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
    }
    escaped[at++] = (byte) (0x80 | (point & 0x3F));
    return at;
  }
}
