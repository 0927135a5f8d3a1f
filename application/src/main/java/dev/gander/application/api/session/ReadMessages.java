package dev.gander.application.api.session;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.MessagePage;
import dev.gander.domain.session.MessageRange;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;

/// Reads the messages of a session page by page, so that a long session need not be read whole.
public final class ReadMessages {
  /// How many messages a page can have.
  public static final int MOST = 500;

  private final SessionStore sessions;
  private final ConversationStore conversations;

  public ReadMessages(SessionStore sessions, ConversationStore conversations) {
    this.sessions = sessions;
    this.conversations = conversations;
  }

  /// @param limit how many messages, from 1 to [#MOST]
  /// @throws InvalidInput if the limit is another one
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public MessagePage page(SessionId id, MessageRange range, long limit) {
    if (limit < 1 || limit > MOST) {
      throw new InvalidInput("limit must be from 1 to " + MOST);
    }
    sessions.get(id);
    return conversations.page(id, range, Math.toIntExact(limit));
  }
}
