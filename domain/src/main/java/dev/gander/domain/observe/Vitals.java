package dev.gander.domain.observe;

import java.util.List;

/// What the server cannot do without on this machine. Thread-safe. Every method may block for as
/// long as the disk, or another process with its lock, lets it wait; an interrupt does not end
/// that.
public interface Vitals {
  /// Looks at each database that is in use, and opens those that should be open. In a fixed order.
  List<StoreState> stores();

  /// The disk with the databases.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be asked
  DiskSpace disk();
}
