package dev.gander.domain.cluster;

import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Where the turns of sessions may run: the labels that a node has to have for them, the node that
/// had the last one, and which nodes see a folder. Thread-safe; each node has its own instance. The
/// session need not exist. Every method throws [dev.gander.domain.error.StorageException] if the
/// database cannot be reached.
public interface SessionPlaces {
  /// Replaces the labels of a session.
  ///
  /// @throws dev.gander.domain.error.Conflict if this server is the only one, and has no choice
  void want(SessionId session, Set<String> labels);

  /// The labels of a session; empty if it has none.
  Set<String> wanted(SessionId session);

  /// The node on which the last turn of the session began, or that has changed its conversation
  /// since; empty if there is none.
  Optional<String> last(SessionId session);

  /// Asks other nodes which of them see a folder. Returns when all of them have said so or the time
  /// is over; nodes that have not answered see nothing.
  ///
  /// @param asked the ids of the nodes
  Set<String> seeing(Path folder, Set<String> asked, Duration patience) throws InterruptedException;

  /// From now on, other nodes are answered with this, on a thread of the places.
  void answer(Predicate<Path> isThere);
}
