package dev.gander.domain.schedule;

import dev.gander.domain.session.SessionId;
import org.jspecify.annotations.Nullable;

/// What whoever has asked for a run is told about its end.
public sealed interface RunEnd {
  /// It has had its turn, whatever came of it.
  record Done(SessionId session) implements RunEnd {}

  /// It came to nothing.
  record Failed(String reason) implements RunEnd {}

  /// Someone ended it, or the server stops.
  ///
  /// @param session null if it never came to one
  record Cancelled(@Nullable SessionId session) implements RunEnd {}
}
