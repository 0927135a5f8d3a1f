package dev.gander.domain.budget;

import dev.gander.domain.session.SessionId;

/// The limits of single sessions. Thread-safe.
public interface SessionLimits {
  /// The limits of a session; [SpendingLimits#NONE] if it was given none, also for an unknown one.
  ///
  /// @throws dev.gander.domain.error.StorageException if they cannot be read
  SpendingLimits find(SessionId session);

  /// Replaces the limits of a session, in one step; on disk when this returns.
  /// [SpendingLimits#NONE] removes them. Whether the session exists is not looked at.
  ///
  /// @throws dev.gander.domain.error.StorageException if they cannot be written
  void put(SessionId session, SpendingLimits limits);
}
