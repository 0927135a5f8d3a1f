package dev.gander.domain.cluster;

import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import java.util.List;

/// What one node wants of another's turns and agents. Thread-safe; each node has its own instance.
/// Every method throws [dev.gander.domain.error.StorageException] if the database cannot be
/// reached.
public interface NodeMail {
  /// A wish, or what came of one.
  sealed interface Letter {
    /// The turn is to end.
    record Cancel(SessionId session, String requestId, Interruption cause) implements Letter {}

    /// The model is to hear a message with its next call.
    record Interject(SessionId session, String requestId, Message message) implements Letter {}

    /// The extensions of the session's agent are to change.
    ///
    /// @param from the node that waits for what comes of it
    /// @param number of the change among those of that node
    record Change(SessionId session, String from, long number, ExtensionChange change)
        implements Letter {}

    /// What came of a change that the receiver asked for.
    record Changed(long number, ChangeOutcome outcome) implements Letter {}
  }

  /// Sends a letter to a node. It stays until that node takes it.
  ///
  /// @return its number
  long send(String node, Letter letter);

  /// Takes a letter back, so that nobody gets it. Does nothing if it was taken.
  void takeBack(long letter);

  /// Whether a node lives, and so will take its letters.
  boolean isAlive(String node);

  /// Takes the letters to this node, in the order in which they were sent, each once.
  List<Letter> take();

  /// Has `then` called soon after a letter to this node was sent, or might have been; on a thread
  /// of the mail. It must be quick.
  void onMail(Runnable then);
}
