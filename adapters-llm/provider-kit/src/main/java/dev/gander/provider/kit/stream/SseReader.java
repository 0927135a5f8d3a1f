package dev.gander.provider.kit.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Extracts the `data:` lines from a body of server-sent events; all other lines are skipped, as in
/// goosed. A line ends with LF, CRLF or the body; a line longer than the limit is an error, so that
/// no service can fill our memory. One thread.
public final class SseReader implements ChunkSource {
  static final int LONGEST_LINE = 16 * 1024 * 1024;
  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

  private final ByteSource body;
  private byte[] buffer = new byte[8192];
  private int start;
  private int end;
  private int following;
  private int filled;
  private boolean atEnd;

  public SseReader(ByteSource body) {
    this.body = body;
  }

  /// The text after the next `data:`; null at the end.
  @Override
  public @Nullable String next() throws IOException, InterruptedException {
    while (findLine()) {
      String data = data();
      start = following;
      if (data != null) {
        return data;
      }
    }
    return null;
  }

  /// The next line of any kind, without a leading `data:`; null at the end.
  @Nullable String nextLine() throws IOException, InterruptedException {
    if (!findLine()) {
      return null;
    }
    String data = data();
    String line = data == null ? text(start, end) : data;
    start = following;
    return line;
  }

  /// Sets where the line at `start` ends, without its line break, and where the next one begins.
  private boolean findLine() throws IOException, InterruptedException {
    int newline = findNewline();
    if (newline < 0 && start == filled) {
      return false;
    }
    end = newline < 0 ? filled : newline;
    following = newline < 0 ? filled : newline + 1;
    if (end > start && buffer[end - 1] == '\r') {
      end--;
    }
    return true;
  }

  /// The position of the next line feed; -1 when the body ends without one.
  private int findNewline() throws IOException, InterruptedException {
    int from = start;
    while (true) {
      for (int i = from; i < filled; i++) {
        if (buffer[i] == '\n') {
          return i;
        }
      }
      int scanned = filled - start;
      if (atEnd || !fill()) {
        return -1;
      }
      from = start + scanned;
    }
  }

  private boolean fill() throws IOException, InterruptedException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      if (buffer.length >= LONGEST_LINE) {
        throw new LineTooLong();
      }
      buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, LONGEST_LINE));
    }
    int count = body.read(buffer, filled, buffer.length - filled);
    atEnd = count < 0;
    filled += Math.max(count, 0);
    return !atEnd;
  }

  private @Nullable String data() {
    int text = start + DATA.length;
    if (end < text || !Arrays.equals(buffer, start, text, DATA, 0, DATA.length)) {
      return null;
    }
    return text(text < end && buffer[text] == ' ' ? text + 1 : text, end);
  }

  private String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.UTF_8);
  }

  /// A line exceeds the limit.
  public static final class LineTooLong extends IOException {
    private static final long serialVersionUID = 1;

    LineTooLong() {
      super("a line of the answer is longer than " + LONGEST_LINE / (1024 * 1024) + " MB");
    }
  }
}
