package dev.gander.domain.session;

import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Keeps the messages of sessions, ordered by `created` and within one second by insertion.
/// Threads, transactions, interruption and failures are those of [SessionStore]. Content and
/// metadata that we do not know survive. A stored message that cannot be read does not hide the
/// others.
///
/// A turn writes with its [Fence]. The store remembers the highest number that it has seen for each
/// session, and refuses lower ones in the same transaction as the write. It may forget the numbers
/// of sessions that have not been written to for long, and those of all sessions when the process
/// ends; it forgets a session's with the session.
public interface ConversationStore {
  /// All messages of a session; none for an unknown id.
  List<Message> messages(SessionId id);

  /// Passes the messages of a session to `reader` one by one, from one snapshot, without holding
  /// them all in memory; none for an unknown id. The iterator is valid until the reader returns,
  /// and what the reader throws is thrown. It must be quick, since it may block others, and must
  /// not use the store.
  ///
  /// @return what the reader made of them
  <T> T read(SessionId id, Function<Iterator<Message>, T> reader);

  /// Appends in one transaction and moves the session's `updatedAt`. A message without an id gets
  /// `msg_<session id>_<uuid>`. A message whose `created` lies before the newest stored one is
  /// stored with the newest one's second, so that the order never changes.
  ///
  /// @return the messages as stored, with ids
  /// @throws SessionNotFound for an unknown id; nothing is written
  /// @throws StaleFence if a higher number was seen; nothing is written
  List<Message> append(SessionId id, List<Message> messages, Fence fence);

  /// The same for a writer that needs no right.
  default List<Message> append(SessionId id, List<Message> messages) {
    return append(id, messages, Fence.NONE);
  }

  /// Replaces the whole conversation in one transaction by what `change` makes of it; no other
  /// write comes in between. `change` must be quick, must not use the store, and may be called
  /// again. If it throws, nothing is written. The order of its list is kept.
  ///
  /// @return the messages as stored, with ids
  /// @throws SessionNotFound for an unknown id; nothing is written
  /// @throws StaleFence if a higher number was seen; nothing is written, and `change` is not called
  List<Message> replace(SessionId id, UnaryOperator<List<Message>> change, Fence fence);

  /// The same for a writer that needs no right.
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

  /// Changes the metadata of messages, in one transaction: `change` returns what each message's
  /// become. It must be quick, must not use the store, and may be called again.
  ///
  /// @throws SessionNotFound for an unknown session
  void updateMetadata(SessionId id, Function<Message, MessageMetadata> change);

  /// Lets one message stand in for others, in one transaction: those with these ids are hidden from
  /// the model, and `substitute` is stored as it is; its `created` decides where it sorts. Moves
  /// the session's `updatedAt`. Does nothing unless each id names one message of the session, and
  /// the model sees it.
  ///
  /// @return whether it was done
  /// @throws SessionNotFound for an unknown session
  /// @throws StaleFence if a higher number was seen; nothing is written
  boolean substitute(SessionId id, List<String> messageIds, Message substitute, Fence fence);

  /// The same for a writer that needs no right.
  default boolean substitute(SessionId id, List<String> messageIds, Message substitute) {
    return substitute(id, messageIds, substitute, Fence.NONE);
  }

  /// Makes writers with lower numbers stale, as a write with this number would; a lower number than
  /// the highest seen changes nothing. A write of such a writer that is under way is stored or
  /// refused before this returns; none is stored afterwards.
  ///
  /// @throws SessionNotFound for an unknown session
  void raiseFence(SessionId id, Fence fence);
}
