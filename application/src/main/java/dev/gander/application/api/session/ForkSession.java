package dev.gander.application.api.session;

import dev.gander.application.turn.Turns;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.TokenState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies a session, truncates its conversation, or both: then the copy is truncated.
public final class ForkSession {
  /// How long a running turn may take to end before its conversation is truncated anyway.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SessionStore sessions;
  private final ConversationStore conversations;
  private final Turns turns;

  public ForkSession(SessionStore sessions, ConversationStore conversations, Turns turns) {
    this.sessions = sessions;
    this.conversations = conversations;
    this.turns = turns;
  }

  /// @param copy whether to make a copy; otherwise the session itself is truncated
  /// @param from the epoch second, or millisecond as of [Message#second], from which on, inclusive,
  ///   messages are left out; null to keep all
  /// @return the session for the client to continue with
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public SessionId fork(SessionId id, boolean copy, @Nullable Long from)
      throws InterruptedException {
    Session origin = sessions.get(id);
    Long end = from == null ? null : Long.valueOf(Message.second(from));
    if (copy) {
      return copy(origin, origin.name().text(), end);
    }
    if (end != null) {
      // What a turn writes at its end must not come after the cut.
      turns.whileNoneRuns(id, PATIENCE, () -> conversations.truncate(id, end));
    }
    return id;
  }

  /// Copies a session under a name that says so.
  ///
  /// @param end the epoch second, or millisecond as of [Message#second], from which on, inclusive,
  ///   messages are left out; null to keep all
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public SessionId copy(SessionId id, @Nullable Long end) {
    Session origin = sessions.get(id);
    String name = (origin.name().text() + " (copy)").strip();
    return copy(origin, name, end == null ? null : Long.valueOf(Message.second(end)));
  }

  private SessionId copy(Session origin, String name, @Nullable Long end) {
    List<Message> messages =
        conversations.messages(origin.id()).stream()
            .filter(message -> end == null || message.created() < end)
            .toList();
    SessionDetails details = origin.details();
    SessionDetails copy =
        details
            .withName(SessionName.suggested(name))
            .withTokens(TokenState.UNKNOWN)
            .withFiling(details.filing().unarchived());
    return sessions.create(copy, messages).id();
  }
}
