package dev.gander.application.api.session;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.util.Iterator;
import java.util.function.BiFunction;

/// Exports a session of any type with its messages, which may not all fit into memory at once.
public final class ExportSession {
  private final SessionStore sessions;
  private final ConversationStore conversations;

  public ExportSession(SessionStore sessions, ConversationStore conversations) {
    this.sessions = sessions;
    this.conversations = conversations;
  }

  /// @param form creates the document; the messages are only valid while it runs
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public <T> T export(SessionId id, BiFunction<Session, Iterator<Message>, T> form) {
    Session session = sessions.get(id);
    return conversations.read(id, messages -> form.apply(session, messages));
  }
}
