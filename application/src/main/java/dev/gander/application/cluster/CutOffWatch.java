package dev.gander.application.cluster;

import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Looks for turns that the death of another node has cut off, so that whoever follows one is told,
/// and its calls are closed, although nobody says anything in its session. Thread-safe.
public final class CutOffWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(CutOffWatch.class.getName());

  /// Looks within the time of a lease.
  private static final int LOOKS = 3;

  /// A node whose turn was cut off in so many looks in a row has had a whole lease's time to give a
  /// sign: after an outage of the database all nodes look dead for a moment.
  private static final int SURE = LOOKS + 1;

  /// What is left then, such as a turn whose user is still asked, is told again after so many.
  private static final int AGAIN = 30 * SURE;

  private final SharedEvents table;
  private final Duration pause;

  /// How often in a row each turn was found. Only for the thread that looks.
  private Map<Long, Integer> found = Map.of();

  private volatile @Nullable Thread looking;

  /// @param lease how long a lease outlives its node
  public CutOffWatch(SharedEvents table, Duration lease) {
    this.table = table;
    this.pause = lease.dividedBy(LOOKS);
  }

  /// From now on sessions with such turns go to `then`, on a thread of the watch.
  void begin(Consumer<SessionId> then) {
    looking = Thread.ofVirtual().name("cut-off-turns").start(() -> work(then));
  }

  private void work(Consumer<SessionId> then) {
    try {
      while (true) {
        Thread.sleep(pause);
        look().forEach(then);
      }
    } catch (InterruptedException _) {
      // The server is stopping.
    }
  }

  /// @return the sessions of turns that are surely cut off
  Set<SessionId> look() {
    Map<Long, Integer> counts = new HashMap<>();
    Set<SessionId> sure = new HashSet<>();
    now()
        .forEach(
            (turn, session) -> {
              int count = found.getOrDefault(turn, 0) + 1;
              counts.put(turn, count);
              if (count % AGAIN == SURE) {
                sure.add(session);
              }
            });
    found = counts;
    return sure;
  }

  /// Nothing if the database does not answer: who is dead is not known then.
  private Map<Long, SessionId> now() {
    try {
      return table.cutOff();
    } catch (StorageException e) {
      LOG.log(Level.DEBUG, "turns of dead nodes are not known: {0}", e.text());
      return Map.of();
    }
  }

  @Override
  public void close() {
    Thread started = looking;
    if (started != null) {
      started.interrupt();
    }
  }
}
