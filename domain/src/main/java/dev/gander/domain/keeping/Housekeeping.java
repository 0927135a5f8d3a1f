package dev.gander.domain.keeping;

import java.time.Instant;

/// What has to be done to files from time to time. Any thread; every method throws
/// [dev.gander.domain.error.StorageException] when the files cannot be reached.
public interface Housekeeping {
  /// When the databases were last read through, by any process; the beginning of time if never.
  Instant lastCheck();

  /// Reads the databases through. Nothing is written any more to one that turns out to be damaged.
  void checkDatabases();

  /// Removes the oldest results of tools that are kept as files until the rest takes no more than
  /// this. What is an hour old or younger stays: a model may be about to read it.
  ///
  /// @return how many were removed
  int capResults(long bytes);

  /// The same for logs of this and other servers.
  ///
  /// @return how many were removed
  int capLogs(long bytes);
}
