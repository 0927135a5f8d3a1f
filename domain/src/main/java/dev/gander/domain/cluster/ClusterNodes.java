package dev.gander.domain.cluster;

import java.util.List;

/// The servers that work together; on one machine there is one. Thread-safe.
public interface ClusterNodes {
  /// All that are alive or were not long ago, this one among them, in the order in which they were
  /// started.
  ///
  /// @throws dev.gander.domain.error.StorageException if they cannot be asked for
  List<ClusterNode> list();

  /// Lets the others know that this server takes no new work. Fails for nothing.
  void drain();
}
