package dev.gander.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/// Writes files that do not exist yet.
final class NewFile {
  /// In bytes. What is written at once is copied outside the heap first.
  private static final int PIECE = 64 * 1024;

  private NewFile() {}

  /// Writes and flushes to the disk. After a failure the file may be incomplete.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if it exists, even as a dangling link
  static void write(Path file, byte[] content, FileAttribute<?>[] mode) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      for (int at = 0; at < content.length; at += PIECE) {
        ByteBuffer piece = ByteBuffer.wrap(content, at, Math.min(PIECE, content.length - at));
        while (piece.hasRemaining()) {
          channel.write(piece);
        }
      }
      channel.force(true);
    }
  }
}
