package dev.gander.application.news;

import dev.gander.domain.run.RunId;
import dev.gander.domain.session.SessionId;

/// That something has happened. What it is now is looked up by whoever is told, since it may have
/// changed again, and not everybody may see it.
public sealed interface Notice {
  /// A session was made, or has another name.
  record SessionChanged(SessionId id) implements Notice {}

  record SessionDeleted(SessionId id) implements Notice {}

  /// A turn has begun, or waits to.
  ///
  /// @param requestId the client's id for it
  record TurnBegun(SessionId id, String requestId) implements Notice {}

  /// @param toldEnd whether its events tell of its end
  record TurnEnded(SessionId id, String requestId, boolean toldEnd) implements Notice {}

  /// What a user has said is stored.
  record Said(SessionId id, String messageId) implements Notice {}

  /// Messages are no longer those that they were.
  record Rewritten(SessionId id) implements Notice {}

  record RunChanged(RunId id) implements Notice {}
}
