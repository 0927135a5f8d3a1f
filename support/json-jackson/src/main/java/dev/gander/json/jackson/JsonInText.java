package dev.gander.json.jackson;

import java.io.IOException;
import java.io.OutputStream;

/// Passes on the JSON of a value as it stands in a text of another one. In JSON on one line nothing
/// needs an escape but quotation marks and backslashes. One thread.
final class JsonInText extends OutputStream {
  private final OutputStream out;

  JsonInText(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int value) throws IOException {
    if (isEscaped((byte) value)) {
      out.write('\\');
    }
    out.write(value);
  }

  @Override
  public void write(byte[] source, int start, int count) throws IOException {
    int end = start + count;
    int next = start;
    int i = start;
    while (i < end) {
      if (i + Long.BYTES <= end
          && EightBytes.special((long) EightBytes.OF_BYTES.get(source, i)) == 0) {
        i += Long.BYTES;
        continue;
      }
      if (isEscaped(source[i])) {
        out.write(source, next, i - next);
        out.write('\\');
        next = i;
      }
      i++;
    }
    out.write(source, next, end - next);
  }

  private static boolean isEscaped(byte unit) {
    return unit == '"' || unit == '\\';
  }
}
