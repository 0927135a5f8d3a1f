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
public interface ConversationStore {
  /// All messages of a session; none for an unknown id.
  List<Message> messages(SessionId id);

  /// Hands over the messages of a session one after the other, all of one moment, without holding
  /// them all in memory; none for an unknown id. The iterator is good until the reader returns, and
  /// what the reader throws comes through. It must be quick, since it may hold up others, and must
  /// not use the store.
  ///
  /// @return what the reader made of them
  <T> T read(SessionId id, Function<Iterator<Message>, T> reader);

  /// Appends in one transaction and moves the session's `updatedAt`. A message without an id gets
  /// `msg_<session id>_<uuid>`. A message whose `created` lies before the newest stored one is
  /// stored with the newest one's second, so that order never turns round.
  ///
  /// @return the messages as stored, with ids
  /// @throws SessionNotFound for an unknown id; nothing is written
  List<Message> append(SessionId id, List<Message> messages);

  /// Replaces the whole conversation in one transaction. The order of the list is kept.
  ///
  /// @return the messages as stored, with ids
  /// @throws SessionNotFound for an unknown id; nothing is written
  default List<Message> replace(SessionId id, List<Message> messages) {
    return replace(id, _ -> messages);
  }

  /// Replaces the whole conversation in one transaction by what `change` makes of it; nobody writes
  /// to it meanwhile. `change` must be quick, must not use the store, and may be asked again. If it
  /// throws, nothing is written. The order of its list is kept.
  ///
  /// @return the messages as stored, with ids
  /// @throws SessionNotFound for an unknown id; nothing is written
  List<Message> replace(SessionId id, UnaryOperator<List<Message>> change);

  /// Deletes the messages with `created` (epoch seconds) at or after `from`; `updatedAt` stays.
  ///
  /// @throws SessionNotFound for an unknown id
  void truncate(SessionId id, long from);

  /// Changes the metadata of messages, in one transaction: `change` says what each message's are to
  /// be. It must be quick, must not use the store, and may be asked again.
  ///
  /// @throws SessionNotFound for an unknown session
  void updateMetadata(SessionId id, Function<Message, MessageMetadata> change);

  /// Has one message stand in for others, in one transaction: those with these ids are hidden from
  /// the model, and `substitute` is stored as it is; its `created` decides where it sorts. Moves
  /// the session's `updatedAt`. Does nothing unless each id names one message of the session, and
  /// the model sees it.
  ///
  /// @return whether it was done
  /// @throws SessionNotFound for an unknown session
  boolean substitute(SessionId id, List<String> messageIds, Message substitute);
}
