package dev.gander.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads lines of bytes up to a length limit. Not thread-safe.
public final class LineReader {
  private final InputStream in;
  private final int limit;
  private final byte[] chunk = new byte[64 * 1024];
  private int from;
  private int to;

  public LineReader(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /// The next line without its terminator; null at the end of the stream.
  ///
  /// @throws IOException if the stream breaks off or a line is longer than the limit
  public byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    while (from < to || fill()) {
      int end = endOfLine();
      line.write(chunk, from, end - from);
      from = end + 1;
      if (end < to) {
        return line.toByteArray();
      }
      if (line.size() > limit) {
        throw new IOException("a message of more than " + limit + " bytes");
      }
    }
    return line.size() > 0 ? line.toByteArray() : null;
  }

  private int endOfLine() {
    int end = from;
    while (end < to && chunk[end] != '\n') {
      end++;
    }
    return end;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(chunk));
    return to > 0;
  }
}
