package dev.gander.application.news;

import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.MessagePage;
import dev.gander.domain.session.MessageRange;
import dev.gander.domain.session.SessionId;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A store in which it is noticed what users say, and when a conversation is rewritten. What a turn
/// tells is in its events.
public record NoticedConversations(ConversationStore store, News news)
    implements ConversationStore {
  @Override
  public List<Message> append(SessionId id, List<Message> messages, Fence fence) {
    List<Message> stored = store.append(id, messages, fence);
    if (news.isWanted()) {
      stored.stream().filter(NoticedConversations::isSaid).forEach(it -> said(id, it));
    }
    return stored;
  }

  private static boolean isSaid(Message message) {
    return message.role() == Role.USER && !message.hasToolResponse();
  }

  private void said(SessionId id, Message message) {
    String messageId = message.id();
    if (messageId != null) {
      news.tell(new Notice.Said(id, messageId));
    }
  }

  @Override
  public List<Message> replace(SessionId id, UnaryOperator<List<Message>> change, Fence fence) {
    List<Message> stored = store.replace(id, change, fence);
    news.tell(new Notice.Rewritten(id));
    return stored;
  }

  @Override
  public void truncate(SessionId id, long from) {
    store.truncate(id, from);
    news.tell(new Notice.Rewritten(id));
  }

  @Override
  public List<Message> messages(SessionId id) {
    return store.messages(id);
  }

  @Override
  public List<Message> newest(SessionId id, int most) {
    return store.newest(id, most);
  }

  @Override
  public MessagePage page(SessionId id, MessageRange range, int most) {
    return store.page(id, range, most);
  }

  @Override
  public <T> T read(SessionId id, Function<Iterator<Message>, T> reader) {
    return store.read(id, reader);
  }

  @Override
  public Message answer(SessionId id, String askedIn, Message answer, Fence fence) {
    return store.answer(id, askedIn, answer, fence);
  }

  @Override
  public void updateMetadata(SessionId id, Function<Message, MessageMetadata> change) {
    store.updateMetadata(id, change);
  }

  @Override
  public boolean substitute(
      SessionId id, List<String> messageIds, Message substitute, Fence fence) {
    return store.substitute(id, messageIds, substitute, fence);
  }

  @Override
  public void raiseFence(SessionId id, Fence fence) {
    store.raiseFence(id, fence);
  }
}
