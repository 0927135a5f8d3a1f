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
  private NewFile() {}

  /// Writes and flushes to the disk. After a failure the file may be incomplete.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if it exists, even as a dangling link
  static void write(Path file, byte[] content, FileAttribute<?>[] mode) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
