package dev.gander.domain.access;

/// Keeps a record that shows when it was changed afterwards: each entry carries the hash of the one
/// before it. Thread-safe, and against other processes that write the same record.
public interface AuditLog {
  /// Appends an entry. It survives a kill of the process; a power failure may lose the last ones.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be written
  void add(AuditEntry entry);
}
