package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionId;
import java.util.Iterator;

/// Gives ids to messages without one, and notices whether their times ever went backwards. To be
/// read once.
public final class ImportedMessages implements Iterable<Message> {
  private final SessionId session;
  private final Iterable<Message> messages;
  private final IdSource ids;
  private long newest = Long.MIN_VALUE;
  private boolean inOrder = true;

  public ImportedMessages(SessionId session, Iterable<Message> messages, IdSource ids) {
    this.session = session;
    this.messages = messages;
    this.ids = ids;
  }

  @Override
  public Iterator<Message> iterator() {
    Iterator<Message> all = messages.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public Message next() {
        return taken(all.next());
      }
    };
  }

  public boolean areInOrder() {
    return inOrder;
  }

  private Message taken(Message message) {
    long second = Message.second(message.created());
    inOrder &= second >= newest;
    newest = Math.max(newest, second);
    return message.id() == null ? message.withId("msg_" + session + "_" + ids.uuid()) : message;
  }
}
