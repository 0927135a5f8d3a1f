package dev.gander.adapters.persistence.backup;

import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Keeps other programs out of databases: Gander, goose, `sqlite3`. Each program that has a
/// database open holds SQLite's shared lock on a range of its bytes; whoever has all of them is
/// alone. Nothing of the file is read, so that a damaged one will do. Not for a process that has
/// opened one of them itself: the system would not tell, and its own locks would be gone
/// afterwards.
public final class DatabaseUse implements AutoCloseable {
  /// SQLite's `SHARED_FIRST` and `SHARED_SIZE`.
  private static final long FIRST = 0x40000002L;

  private static final long SIZE = 510;

  private final List<FileChannel> channels = new ArrayList<>();

  private DatabaseUse() {}

  /// @throws Conflict if another program has one of them open
  /// @throws StorageException if that cannot be told
  public static void requireNone(List<Path> databases) {
    try (DatabaseUse _ = alone(databases)) {
      // That it could be had is all.
    } catch (IOException e) {
      throw new StorageException("it cannot be told who uses " + databases + ": " + e, e);
    }
  }

  /// @param databases need not exist
  /// @throws Conflict if another program has one of them open
  static DatabaseUse alone(Iterable<Path> databases) throws IOException {
    DatabaseUse use = new DatabaseUse();
    boolean complete = false;
    try {
      for (Path database : databases) {
        use.take(database);
      }
      complete = true;
      return use;
    } finally {
      if (!complete) {
        use.close();
      }
    }
  }

  private void take(Path database) throws IOException {
    if (!Files.exists(database)) {
      return;
    }
    FileChannel channel =
        FileChannel.open(database, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channels.add(channel);
    FileLock lock = channel.tryLock(FIRST, SIZE, false);
    if (lock == null) {
      throw new Conflict(
          database + " is in use by another program. Stop all that use it, then try again");
    }
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : channels) {
      channel.close();
    }
  }
}
