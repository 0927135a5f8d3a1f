package dev.gander.adapters.persistence.diagnostics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// The text of a file, with its middle removed if it is too long.
record CutText(String text, boolean truncated) {
  /// Nobody recognises a secret that was cut through, to hide it: the rest of its line is removed
  /// as well, or as much of that as may belong to a secret.
  private static final int LONGEST_SECRET = 8 * 1024;

  static CutText of(Path file, int limit) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      if (size <= limit) {
        return new CutText(text(read(channel, 0, (int) size)), false);
      }
      int half = limit / 2;
      ByteBuffer begin = withoutLastLine(read(channel, 0, half));
      ByteBuffer end = withoutFirstLine(read(channel, size - half, half));
      long omitted = size - begin.remaining() - end.remaining();
      return new CutText(text(begin) + "\n[" + omitted + " bytes omitted]\n" + text(end), true);
    }
  }

  private static ByteBuffer withoutLastLine(ByteBuffer bytes) {
    int least = Math.max(0, bytes.limit() - LONGEST_SECRET);
    int end = bytes.limit();
    while (end > least && bytes.get(end - 1) != '\n') {
      end--;
    }
    return bytes.limit(Math.max(least, end - 1));
  }

  private static ByteBuffer withoutFirstLine(ByteBuffer bytes) {
    int most = Math.min(bytes.limit(), LONGEST_SECRET);
    int begin = 0;
    while (begin < most && bytes.get(begin) != '\n') {
      begin++;
    }
    return bytes.position(Math.min(most, begin + 1));
  }

  private static ByteBuffer read(SeekableByteChannel channel, long from, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    channel.position(from);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // Read until full; a log that was truncated meanwhile ends earlier.
    }
    return bytes.flip();
  }

  private static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes).toString();
  }
}
