package dev.gander.application.access;

import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.MessagePage;
import dev.gander.domain.session.MessageRange;
import dev.gander.domain.session.SessionId;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The messages of the sessions that a caller sees; the others are unknown.
public record OwnedConversations(ConversationStore store, Sight sight)
    implements ConversationStore {
  private static final MessagePage NO_MESSAGES = new MessagePage(List.of(), null, 0);

  @Override
  public List<Message> messages(SessionId id) {
    return sight.sees(id) ? store.messages(id) : List.of();
  }

  @Override
  public List<Message> newest(SessionId id, int most) {
    return sight.sees(id) ? store.newest(id, most) : List.of();
  }

  @Override
  public MessagePage page(SessionId id, MessageRange range, int most) {
    return sight.sees(id) ? store.page(id, range, most) : NO_MESSAGES;
  }

  @Override
  public <T> T read(SessionId id, Function<Iterator<Message>, T> reader) {
    return sight.sees(id) ? store.read(id, reader) : reader.apply(Collections.emptyIterator());
  }

  @Override
  public List<Message> append(SessionId id, List<Message> messages, Fence fence) {
    sight.require(id);
    return store.append(id, messages, fence);
  }

  @Override
  public Message answer(SessionId id, String askedIn, Message answer, Fence fence) {
    sight.require(id);
    return store.answer(id, askedIn, answer, fence);
  }

  @Override
  public List<Message> replace(SessionId id, UnaryOperator<List<Message>> change, Fence fence) {
    sight.require(id);
    return store.replace(id, change, fence);
  }

  @Override
  public void truncate(SessionId id, long from) {
    sight.require(id);
    store.truncate(id, from);
  }

  @Override
  public void updateMetadata(SessionId id, Function<Message, MessageMetadata> change) {
    sight.require(id);
    store.updateMetadata(id, change);
  }

  @Override
  public boolean substitute(
      SessionId id, List<String> messageIds, Message substitute, Fence fence) {
    sight.require(id);
    return store.substitute(id, messageIds, substitute, fence);
  }

  @Override
  public void raiseFence(SessionId id, Fence fence) {
    sight.require(id);
    store.raiseFence(id, fence);
  }
}
