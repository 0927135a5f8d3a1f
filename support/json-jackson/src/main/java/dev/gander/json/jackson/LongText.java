package dev.gander.json.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.gander.domain.json.Latin1;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes a long text in pieces, past the generator, which would look at each character three times
/// where once is enough. A lone half of a surrogate pair becomes a question mark. One thread.
final class LongText {
  /// In chars.
  private static final int PIECE = 8 * 1024;

  /// What stands for an ASCII character; null if it stands for itself.
  private static final byte[] @Nullable [] ESCAPES = new byte[128][];

  static {
    for (int c = 0; c < ESCAPES.length; c++) {
      byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(String.valueOf((char) c));
      ESCAPES[c] = quoted.length > 1 ? quoted : null;
    }
  }

  private final String text;
  private final boolean mayBeAscii;

  /// Room for a piece in which every character is escaped.
  private final byte[] escaped = new byte[PIECE * "\\u0000".length()];

  LongText(String text) {
    this.text = text;
    this.mayBeAscii = Latin1.isKnown(text);
  }

  /// Writes the text as a value.
  void writeTo(JsonGenerator generator) throws IOException {
    generator.writeRawValue("\"");
    generator.flush();
    OutputStream out = (OutputStream) generator.getOutputTarget();
    int next = 0;
    while (next < text.length()) {
      int end = Math.min(next + PIECE, text.length());
      end = LoneHalves.isPairAt(text, end - 1) ? end - 1 : end;
      write(text.substring(next, end), out);
      next = end;
    }
    generator.writeRaw('"');
  }

  private void write(String piece, OutputStream out) throws IOException {
    if (mayBeAscii) {
      byte[] bytes = piece.getBytes(StandardCharsets.ISO_8859_1);
      if (standForThemselves(bytes)) {
        out.write(bytes);
        return;
      }
    }
    out.write(escaped, 0, escape(piece.getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean standForThemselves(byte[] bytes) {
    for (byte b : bytes) {
      // Bytes beyond ASCII are negative.
      if (b < ' ' || b == '"' || b == '\\') {
        return false;
      }
    }
    return true;
  }

  /// Returns the length.
  private int escape(byte[] utf8) {
    int length = 0;
    for (byte b : utf8) {
      byte @Nullable [] escape = b < 0 ? null : ESCAPES[b];
      if (escape == null) {
        escaped[length++] = b;
      } else {
        System.arraycopy(escape, 0, escaped, length, escape.length);
        length += escape.length;
      }
    }
    return length;
  }
}
