package dev.gander.domain.turn;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user says in a session. `overrideConversation`, when there is one, replaces what is
/// stored before the turn begins; an empty one clears it.
public record TurnRequest(
    SessionId sessionId, Message userMessage, @Nullable List<Message> overrideConversation) {
  public TurnRequest {
    overrideConversation = overrideConversation == null ? null : List.copyOf(overrideConversation);
  }
}
