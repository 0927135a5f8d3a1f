package dev.gander.domain.turn;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user's message in a session. `overrideConversation`, if present, replaces the stored
/// conversation before the turn starts; an empty one clears it.
public record TurnRequest(
    SessionId sessionId, Message userMessage, @Nullable List<Message> overrideConversation) {
  public TurnRequest {
    overrideConversation = overrideConversation == null ? null : List.copyOf(overrideConversation);
  }
}
