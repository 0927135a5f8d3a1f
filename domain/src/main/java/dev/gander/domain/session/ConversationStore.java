package dev.gander.domain.session;

import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Stores the messages of sessions, ordered by `created` and within one second by insertion.
/// Threading, transactions, interruption and failures are as in [SessionStore]. Unknown content and
/// metadata is preserved. A stored message that cannot be read does not hide the others.
///
/// A turn writes with its [Fence]. The store remembers the highest number that it has seen for each
/// session, and rejects lower ones in the same transaction as the write. It may forget the numbers
/// of sessions that have not been written to for a long time, and all numbers when the process
/// ends; it forgets a session's number when the session is deleted.
public interface ConversationStore {
  /// All messages of a session; empty for an unknown id.
  List<Message> messages(SessionId id);

  /// The messages that were stored last, in their order; empty for an unknown id.
  List<Message> newest(SessionId id, int most);

  /// At most `most` messages of a session, without reading the others; none for an unknown id.
  /// Places stay valid while messages are stored, and when others are removed. Pages that follow
  /// each other have each message once, unless messages were stored meanwhile; one that is out of
  /// order by up to a few seconds, which other programs may store, is in order on its page only.
  ///
  /// @param most at least 1; messages that cannot be read count
  MessagePage page(SessionId id, MessageRange range, int most);

  /// Passes the messages of a session to `reader` one by one, from one snapshot, without holding
  /// them all in memory; none for an unknown id. The iterator is valid until the reader returns;
  /// exceptions of the reader propagate. The reader must be quick, since it may block others, and
  /// must not use the store.
  ///
  /// @return the reader's result
  <T> T read(SessionId id, Function<Iterator<Message>, T> reader);

  /// Appends in one transaction and updates the session's `updatedAt`. A message without an id gets
  /// `msg_<session id>_<uuid>`. A message whose `created` is before the newest stored one is stored
  /// with the newest one's second, so that the order never changes.
  ///
  /// @return the messages as stored, with ids
  /// @throws SessionNotFound for an unknown id; nothing is written
  /// @throws StaleFence if a higher number was seen; nothing is written
  List<Message> append(SessionId id, List<Message> messages, Fence fence);

  /// The same for a writer that needs no lease.
  default List<Message> append(SessionId id, List<Message> messages) {
    return append(id, messages, Fence.NONE);
  }

  /// Stores the answer to the tool calls of a message that was appended before, directly after it;
  /// its `created` is at most that of the message behind it. If the message is not there or has its
  /// answer already, the answer is appended. All else is as in [#append].
  ///
  /// @param askedIn the id of the message with the calls
  /// @return the answer as stored, with its id
  /// @throws SessionNotFound for an unknown session; nothing is written
  /// @throws StaleFence if a higher number was seen; nothing is written
  Message answer(SessionId id, String askedIn, Message answer, Fence fence);

  /// Replaces the whole conversation by the result of `change` in one transaction; no other write
  /// comes in between. `change` must be quick, must not use the store, and may be called again. If
  /// it throws, nothing is written. The order of its list is kept.
  ///
  /// @return the messages as stored, with ids
  /// @throws SessionNotFound for an unknown id; nothing is written
  /// @throws StaleFence if a higher number was seen; nothing is written, and `change` is not called
  List<Message> replace(SessionId id, UnaryOperator<List<Message>> change, Fence fence);

  /// The same for a writer that needs no lease.
  default List<Message> replace(SessionId id, UnaryOperator<List<Message>> change) {
    return replace(id, change, Fence.NONE);
  }

  /// Replaces the whole conversation by these messages.
  default List<Message> replace(SessionId id, List<Message> messages) {
    return replace(id, _ -> messages);
  }

  /// Deletes the messages with `created` (epoch seconds) at or after `from`; `updatedAt` stays.
  ///
  /// @throws SessionNotFound for an unknown id
  void truncate(SessionId id, long from);

  /// Changes the metadata of messages, in one transaction: `change` returns the new metadata of
  /// each message. It must be quick, must not use the store, and may be called again.
  ///
  /// @throws SessionNotFound for an unknown session
  void updateMetadata(SessionId id, Function<Message, MessageMetadata> change);

  /// Substitutes one message for others, in one transaction: the messages with these ids are hidden
  /// from the model, and `substitute` is stored as it is; its `created` decides where it sorts.
  /// Updates the session's `updatedAt`. Does nothing unless each id belongs to a message of the
  /// session that is visible to the model.
  ///
  /// @return whether it was done
  /// @throws SessionNotFound for an unknown session
  /// @throws StaleFence if a higher number was seen; nothing is written
  boolean substitute(SessionId id, List<String> messageIds, Message substitute, Fence fence);

  /// The same for a writer that needs no lease.
  default boolean substitute(SessionId id, List<String> messageIds, Message substitute) {
    return substitute(id, messageIds, substitute, Fence.NONE);
  }

  /// Makes writers with lower numbers stale, as a write with this number would; has no effect if a
  /// higher number was seen. A stale writer's write in progress is either stored or rejected before
  /// this returns; none is stored afterwards.
  ///
  /// @throws SessionNotFound for an unknown session
  void raiseFence(SessionId id, Fence fence);
}
