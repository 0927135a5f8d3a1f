package dev.gander.adapters.mcp.developer.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;

/// Keeps a text as long as it is short (2000 lines and 50,000 bytes, goosed's limits). When trimmed
/// after each addition, it keeps the last 50 lines of a longer text, or fewer if they are long. Not
/// thread-safe.
final class LimitedText {
  static final int MAX_LINES = 2000;
  static final int MAX_BYTES = 50_000;
  static final int SHOWN_LINES = 50;

  private final Deque<byte[]> kept = new ArrayDeque<>();
  private long keptBytes;
  private long lines;
  private long bytes;

  /// Adds the next line with its line feed, or a piece of a line.
  void add(byte[] line) {
    kept.addLast(line);
    keptBytes += line.length;
    bytes += line.length;
    lines += endsLine(line) ? 1 : 0;
  }

  /// The text kept so far, piece by piece.
  Collection<byte[]> pieces() {
    return Collections.unmodifiableCollection(kept);
  }

  /// Drops the part of a long text that is not shown.
  void trim() {
    if (!isCut()) {
      return;
    }
    while (kept.size() > SHOWN_LINES || (kept.size() > 1 && keptBytes > MAX_BYTES)) {
      keptBytes -= kept.removeFirst().length;
    }
  }

  boolean isCut() {
    return lines > MAX_LINES || size() > MAX_BYTES;
  }

  long lines() {
    return lines;
  }

  /// The size of the whole text in bytes, without the last line feed.
  long size() {
    return kept.isEmpty() || !endsLine(kept.getLast()) ? bytes : bytes - 1;
  }

  /// The text kept, without the last line feed. Bytes that are not UTF-8 are replaced.
  String shown() {
    var all = new ByteArrayOutputStream((int) keptBytes);
    kept.forEach(line -> all.write(line, 0, line.length));
    String text = all.toString(UTF_8);
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static boolean endsLine(byte[] line) {
    return line[line.length - 1] == '\n';
  }
}
