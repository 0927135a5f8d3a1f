package dev.gander.domain.turn;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user's message in a session. `overrideConversation`, if present, replaces the stored
/// conversation before the turn starts; an empty one clears it.
///
/// @param workplace whose files and terminal the turn uses; null for those of this machine
public record TurnRequest(
    SessionId sessionId,
    Message userMessage,
    @Nullable List<Message> overrideConversation,
    @Nullable Workplace workplace) {
  public TurnRequest {
    overrideConversation = overrideConversation == null ? null : List.copyOf(overrideConversation);
  }

  /// A turn that works on this machine.
  public TurnRequest(
      SessionId sessionId, Message userMessage, @Nullable List<Message> overrideConversation) {
    this(sessionId, userMessage, overrideConversation, null);
  }
}
