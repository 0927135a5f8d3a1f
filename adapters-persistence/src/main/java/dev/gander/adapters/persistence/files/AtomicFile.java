package dev.gander.adapters.persistence.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.UUID;

/// Replaces a file as a whole: whoever reads sees the old or the new content, also after a crash.
public final class AtomicFile {
  private static final int MAX_LINKS = 40;

  /// Who may read a file that did not exist before.
  public enum Access {
    /// What the process's mask says. A file that exists keeps its mode.
    USUAL,
    /// The owner alone, also when the file existed with another mode.
    OWNER
  }

  private AtomicFile() {}

  /// Writes a temporary file beside the target, flushes it to the disk and moves it into place. A
  /// symbolic link stays one: the file at its end is replaced.
  public static void write(Path file, byte[] content, Access access) throws IOException {
    Path target = followLinks(file);
    Path temporary =
        target.resolveSibling(
            target.getFileName() + ".tmp." + ProcessHandle.current().pid() + "." + random());
    try {
      writeNew(temporary, content, access);
      if (access == Access.USUAL) {
        PrivateFiles.copyMode(target, temporary);
      }
      move(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// The same for a file that somebody else has written beside the target.
  public static void putInPlace(Path temporary, Path target) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    move(temporary, target);
  }

  private static void move(Path temporary, Path target) throws IOException {
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    flushFolder(PrivateFiles.folderOf(target));
  }

  private static void writeNew(Path file, byte[] content, Access access) throws IOException {
    FileAttribute<?>[] mode =
        access == Access.OWNER ? PrivateFiles.fileMode() : new FileAttribute<?>[0];
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

  /// The file at the end of symbolic links, whether it exists or not.
  static Path followLinks(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MAX_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  /// A rename is on the disk only when the folder is.
  private static void flushFolder(Path folder) throws IOException {
    if (PrivateFiles.hasModes()) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static String random() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
