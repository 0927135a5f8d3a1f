package dev.gander.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/// A file that is not there yet.
final class NewFile {
  private NewFile() {}

  /// Flushed to the disk. After a failure the file may hold a part.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException if it is there, also as a link to nothing
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
