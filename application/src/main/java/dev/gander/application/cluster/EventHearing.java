package dev.gander.application.cluster;

import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Reads what is new in the sessions that somebody follows on this node: one thread, and one read
/// for all of them that have news, so that what one read finds is never mixed with an older one.
final class EventHearing {
  private static final System.Logger LOG = System.getLogger(EventHearing.class.getName());
  private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(500);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final SharedEvents table;
  private final Function<Set<SessionId>, Map<SessionId, Long>> positions;
  private final Hearer hearer;
  private final Thread thread =
      Thread.ofPlatform().name("event-hearing").daemon().unstarted(this::work);

  // All guarded by the lock.
  private Set<SessionId> due = new HashSet<>();
  private Set<CountDownLatch> awaited = new HashSet<>();
  private boolean isStarted;
  private boolean isClosed;

  /// Takes what was read.
  @FunctionalInterface
  interface Hearer {
    /// @param after the numbers after which sessions were read; those without a state are not known
    ///   any more
    void hear(Map<SessionId, Long> after, Map<SessionId, SharedEvents.State> news);
  }

  /// @param positions the numbers after which sessions are read; without those that nobody follows
  EventHearing(
      SharedEvents table, Function<Set<SessionId>, Map<SessionId, Long>> positions, Hearer hearer) {
    this.table = table;
    this.positions = positions;
    this.hearer = hearer;
  }

  /// Something may have happened in a session.
  void look(SessionId session) {
    lock.lock();
    try {
      due.add(session);
      startIfNew();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until what is in the database now was heard.
  ///
  /// @throws StorageException if the database does not answer in this time
  void catchUp(SessionId session, Duration patience) {
    CountDownLatch done = new CountDownLatch(1);
    lock.lock();
    try {
      if (isClosed) {
        return;
      }
      due.add(session);
      awaited.add(done);
      startIfNew();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    await(done, patience);
  }

  private static void await(CountDownLatch done, Duration patience) {
    try {
      if (!done.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StorageException("The events of the session cannot be read now", null);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void startIfNew() {
    if (!isStarted) {
      isStarted = true;
      thread.start();
    }
  }

  void close() {
    lock.lock();
    try {
      isClosed = true;
      awaited.forEach(CountDownLatch::countDown);
    } finally {
      lock.unlock();
    }
    thread.interrupt();
  }

  private void work() {
    try {
      while (true) {
        Round round = next();
        read(round.sessions());
        round.awaited().forEach(CountDownLatch::countDown);
      }
    } catch (InterruptedException _) {
      // The server is stopping.
    }
  }

  private record Round(Set<SessionId> sessions, Set<CountDownLatch> awaited) {}

  private Round next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (due.isEmpty()) {
        changed.await();
      }
      Round round = new Round(due, awaited);
      due = new HashSet<>();
      awaited = new HashSet<>();
      return round;
    } finally {
      lock.unlock();
    }
  }

  private void read(Set<SessionId> sessions) throws InterruptedException {
    boolean isRead = false;
    for (boolean isFirst = true; !isRead; isFirst = false) {
      try {
        Map<SessionId, Long> after = Map.copyOf(positions.apply(sessions));
        hearer.hear(after, after.isEmpty() ? Map.of() : table.news(after));
        isRead = true;
      } catch (StorageException e) {
        if (isFirst) {
          LOG.log(Level.WARNING, "events of other nodes wait: {0}", e.text());
        }
        Thread.sleep(BEFORE_NEXT_TRY);
      }
    }
  }
}
