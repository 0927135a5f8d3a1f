package dev.gander.adapters.local.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// The disk below a folder.
@FunctionalInterface
interface Disk {
  /// For the sessions and all others who write: a download never takes the last of a disk.
  long MOST_KEPT = 256L << 20;

  /// The bytes that a download may write into a folder.
  long usable(Path folder) throws IOException;

  /// Returns when the content of a file is on the disk.
  default void flush(FileChannel file) throws IOException {
    file.force(false);
  }

  /// The disk itself, and the user's quota if the file system knows of one.
  static long ofSystem(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    long kept = Math.min(MOST_KEPT, store.getTotalSpace() / 50);
    return store.getUsableSpace() - kept;
  }
}
