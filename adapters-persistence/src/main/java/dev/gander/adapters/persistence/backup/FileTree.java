package dev.gander.adapters.persistence.backup;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder with everything in it.
final class FileTree {
  private static final System.Logger LOG = System.getLogger(FileTree.class.getName());

  private FileTree() {}

  /// What cannot be removed stays, with a warning.
  static void delete(Path folder) {
    try {
      if (Files.exists(folder)) {
        for (Path entry : entries(folder)) {
          Files.deleteIfExists(entry);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} cannot be removed: {1}", folder, e);
    }
  }

  /// Waits until all of it is on the disk.
  static void flush(Path folder) throws IOException {
    for (Path entry : entries(folder)) {
      if (Files.isRegularFile(entry)
          || folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        try (FileChannel channel = FileChannel.open(entry, StandardOpenOption.READ)) {
          channel.force(true);
        }
      }
    }
  }

  /// The bytes of the files in it, while others write and remove them.
  static long size(Path folder) throws IOException {
    long bytes = 0;
    for (Path entry : entries(folder)) {
      bytes += Files.isRegularFile(entry) ? Files.size(entry) : 0;
    }
    return bytes;
  }

  /// The deepest first, the folder last.
  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
