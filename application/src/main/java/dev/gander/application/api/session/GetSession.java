package dev.gander.application.api.session;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.util.List;

/// Reads a session of any type with its messages.
public final class GetSession {
  private final SessionStore sessions;
  private final ConversationStore conversations;

  public GetSession(SessionStore sessions, ConversationStore conversations) {
    this.sessions = sessions;
    this.conversations = conversations;
  }

  /// The session alone; its number of messages counts unreadable ones, too.
  ///
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public Session withoutMessages(SessionId id) {
    return sessions.get(id);
  }

  public boolean exists(SessionId id) {
    return sessions.find(id).isPresent();
  }

  public record WithMessages(Session session, List<Message> messages) {}

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public WithMessages get(SessionId id) {
    Session session = sessions.get(id);
    List<Message> messages = conversations.messages(id);
    // The store counts rows, some of which may be unreadable.
    Session counted =
        new Session(id, session.details(), session.activity().withMessageCount(messages.size()));
    return new WithMessages(counted, messages);
  }
}
