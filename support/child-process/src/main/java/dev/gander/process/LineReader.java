package dev.gander.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Reads lines of bytes up to a length limit. Not thread-safe.
public final class LineReader {
  private final InputStream in;
  private final int limit;
  private final byte[] chunk = new byte[64 * 1024];
  private int from;
  private int to;
  private @Nullable Line current;

  public LineReader(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /// The next line without its terminator; null at the end of the stream.
  ///
  /// @throws IOException if the stream breaks off or a line is longer than the limit
  public byte @Nullable [] next() throws IOException {
    InputStream line = nextAsStream();
    return line == null ? null : line.readAllBytes();
  }

  /// The next line without its terminator, to be read as it comes, for it may be huge; null at the
  /// end of the stream. What is left of the line before is skipped.
  ///
  /// @throws IOException as reading from the line may: if the stream breaks off or a line is longer
  ///   than the limit
  public @Nullable InputStream nextAsStream() throws IOException {
    if (current != null) {
      current.skipRest();
    }
    current = from < to || fill() ? new Line() : null;
    return current;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(chunk));
    return to > 0;
  }

  private final class Line extends InputStream {
    private int length;
    private boolean ended;

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
      if (most == 0) {
        return 0;
      }
      if (ended || (from == to && !fill())) {
        ended = true;
        return -1;
      }
      int end = end(most);
      int count = end - from;
      System.arraycopy(chunk, from, bytes, offset, count);
      from = end;
      if (end < to && chunk[end] == '\n') {
        from++;
        ended = true;
      }
      length += count;
      if (length > limit) {
        throw new IOException("a message of more than " + limit + " bytes");
      }
      return ended && count == 0 ? -1 : count;
    }

    private int end(int most) {
      int end = from;
      while (end < to && end - from < most && chunk[end] != '\n') {
        end++;
      }
      return end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    private void skipRest() throws IOException {
      transferTo(OutputStream.nullOutputStream());
    }
  }
}
