package dev.gander.adapters.bundled.memory;

import dev.gander.domain.error.ExtensionException;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps changes of notes apart, also those of other servers of this user: a change reads a file
/// and puts another in its place. goose has no such lock.
///
/// @param file need not exist
record NotesLock(Path file) {
  private static final long RETRY_MILLIS = 10;

  /// @throws ExtensionException if there can be no lock
  /// @throws InterruptedException if the thread was interrupted while it waited; nothing has run
  void hold(Runnable change) throws InterruptedException {
    try {
      PrivateFiles.createFolders(PrivateFiles.folderOf(file));
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = locked(channel)) {
        change.run();
      }
    } catch (IOException e) {
      throw new ExtensionException(file + " cannot be locked: " + e.getMessage(), e);
    }
  }

  private static FileLock locked(FileChannel channel) throws IOException, InterruptedException {
    FileLock lock = tried(channel);
    while (lock == null) {
      Thread.sleep(RETRY_MILLIS);
      lock = tried(channel);
    }
    return lock;
  }

  /// Null while another thread or another process has it.
  private static @Nullable FileLock tried(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }
}
