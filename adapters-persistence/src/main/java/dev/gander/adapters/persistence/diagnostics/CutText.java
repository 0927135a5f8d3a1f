package dev.gander.adapters.persistence.diagnostics;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The text of a file, with its middle removed if it is too long.
record CutText(String text, boolean truncated) {

  static CutText of(Path file, int limit) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      if (size <= limit) {
        return new CutText(text(channel, 0, (int) size), false);
      }
      int half = limit / 2;
      String gap = "\n[" + (size - 2L * half) + " bytes omitted]\n";
      return new CutText(text(channel, 0, half) + gap + text(channel, size - half, half), true);
    }
  }

  private static String text(SeekableByteChannel channel, long from, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    channel.position(from);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // Read until full; a log that was truncated meanwhile ends earlier.
    }
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
  }
}
