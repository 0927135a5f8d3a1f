package dev.gander.domain.keeping;

import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.StorageException;
import java.util.List;

/// Copies of what is kept: sessions, settings, secrets as they are at rest, recipes, schedules.
/// Thread-safe, also against other processes.
public interface Backups {
  /// Copies everything while it is in use. What is committed before is in the copy, and of a
  /// transaction all or nothing. The copy has been opened and checked when it appears, under its
  /// name and whole, or not at all.
  ///
  /// @throws Conflict if one is being made, here or by another process
  /// @throws StorageException if there is no room, something cannot be read, or what was copied is
  ///   damaged; nothing is left of it
  /// @throws InterruptedException if interrupted; nothing is left of it
  Backup make() throws InterruptedException;

  /// Those that are there, the newest first.
  List<Backup> list();

  /// Removes all but the newest.
  ///
  /// @param count how many stay, at least one
  void keepNewest(int count);
}
