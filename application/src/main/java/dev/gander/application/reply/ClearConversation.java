package dev.gander.application.reply;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.turn.TurnRequest;
import java.time.Clock;
import java.util.List;

/// The command `/clear`: deletes the session's messages, but not its usage sums. The command and
/// its answer are stored hidden from the model.
final class ClearConversation {
  private static final String COMMAND = "/clear";

  private final SessionStore sessions;
  private final Clock clock;

  ClearConversation(SessionStore sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /// Whether the message is this command; text after a blank is ignored.
  boolean isAsked(Message message) {
    return message.begins(COMMAND + " ")
        || (message.begins(COMMAND) && message.text().strip().equals(COMMAND));
  }

  void clear(TurnRequest command, TurnOutput output) {
    SessionId id = command.sessionId();
    Message asked = command.userMessage();
    Message answer =
        Message.assistant(
                null,
                clock.instant().getEpochSecond(),
                new Content.SystemNotification("inlineMessage", "Conversation cleared"))
            .withMetadata(MessageMetadata.USER_ONLY);
    List<Message> left = List.of(asked.withMetadata(MessageMetadata.USER_ONLY), answer);
    output.replace(_ -> left);
    output.uninterrupted(() -> output.tokens(withoutUsage(id).tokens()));
    output.show(asked);
    output.show(answer);
    if (asked.text().strip().equals(COMMAND)) {
      output.showConversation();
    }
  }

  private Session withoutUsage(SessionId id) {
    return sessions.update(id, details -> details.withTokens(details.tokens().cleared()));
  }
}
