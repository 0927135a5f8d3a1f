package dev.gander.domain.access;

import java.util.List;

/// Keeps a record that shows when it was changed afterwards: each entry carries the hash of the one
/// before it. Thread-safe, and against other processes that write the same record.
public interface AuditLog {
  /// Appends an entry. It survives a kill of the process; a power failure may lose the last ones.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be written
  void add(AuditEntry entry);

  /// An entry and its place.
  ///
  /// @param number counts from 1
  record Numbered(long number, AuditEntry entry) {}

  /// The newest entries with numbers below `before`, the newest first. What is no entry, since
  /// somebody has changed it, is left out.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be read
  List<Numbered> latest(long before, int most);
}
