package dev.gander.domain.cluster;

import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import java.util.List;

/// What one node wants of another's turns. Thread-safe; each node has its own instance. Every
/// method throws [dev.gander.domain.error.StorageException] if the database cannot be reached.
public interface NodeMail {
  /// A wish about a turn.
  sealed interface Letter {
    SessionId session();

    String requestId();

    /// The turn is to end.
    record Cancel(SessionId session, String requestId, Interruption cause) implements Letter {}

    /// The model is to hear a message with its next call.
    record Interject(SessionId session, String requestId, Message message) implements Letter {}
  }

  /// Sends a letter to a node. It stays until that node takes it.
  void send(String node, Letter letter);

  /// Takes the letters to this node, in the order in which they were sent, each once.
  List<Letter> take();

  /// Has `then` called soon after a letter to this node was sent, or might have been; on a thread
  /// of the mail. It must be quick.
  void onMail(Runnable then);
}
