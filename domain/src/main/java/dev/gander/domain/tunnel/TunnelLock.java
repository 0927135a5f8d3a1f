package dev.gander.domain.tunnel;

import java.util.Optional;

/// Which of the programs that share the user's settings, goosed among them, has the tunnel open. A
/// program that ends in whatever way leaves no lock behind. Thread-safe; nothing waits longer than
/// it takes another program to look whether the lock is free. Every method throws
/// [StorageException][dev.gander.domain.error.StorageException] if the lock cannot be reached.
public interface TunnelLock {
  /// Takes the lock until it is released.
  ///
  /// @return empty if somebody has it, this program included
  Optional<Held> tryTake();

  /// Whether somebody has it, this program included.
  boolean isTaken();

  /// The lock, taken.
  interface Held extends AutoCloseable {
    /// Releases it; once is enough.
    @Override
    void close();
  }
}
