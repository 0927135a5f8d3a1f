package dev.gander.domain.turn;

import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.Optional;
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

  /// The user's answer to an extension's question, if the message is one.
  public Optional<Action.ElicitationResponse> answer() {
    return userMessage.content().stream()
        .filter(Content.ActionRequired.class::isInstance)
        .map(block -> ((Content.ActionRequired) block).action())
        .filter(Action.ElicitationResponse.class::isInstance)
        .map(Action.ElicitationResponse.class::cast)
        .findFirst();
  }
}
