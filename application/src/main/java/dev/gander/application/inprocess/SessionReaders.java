package dev.gander.application.inprocess;

import dev.gander.domain.time.Alarm;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.SessionEventLog.Next;
import dev.gander.domain.turn.SessionEventLog.Reader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The newest events of one session, its open turns and its readers, under one lock. Most readers
/// hold no events, only the number of the last one they received.
public final class SessionReaders {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final EventRing ring;

  /// What the open turns have told, in the order of their beginning.
  private final Map<Object, TurnRecap> turns = new LinkedHashMap<>();

  /// Those that must not miss anything, and therefore hold what they have not taken. Not a chain of
  /// events that leads each of them on: its dead beginning, once it is old, would keep all that
  /// follows until a full collection.
  private final Set<JoinedReader> joined = new HashSet<>();

  private final InstantSource clock;
  private Instant lastUse;
  private int readers;
  private boolean wasRead;
  private boolean ended;
  private boolean givenUp;

  /// @param last the number before the first event
  public SessionReaders(long last, InstantSource clock) {
    this.ring = new EventRing(last);
    this.clock = clock;
    this.lastUse = clock.instant();
  }

  /// Does something while nothing else happens here. Empty if this was given up.
  <T> Optional<T> use(Supplier<T> work) {
    lock.lock();
    try {
      return givenUp ? Optional.empty() : Optional.of(work.get());
    } finally {
      lock.unlock();
    }
  }

  /// The same for one that cannot be given up now, since a turn is open.
  void during(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  /// The number of the newest event.
  public long newest() {
    lock.lock();
    try {
      return ring.newest();
    } finally {
      lock.unlock();
    }
  }

  /// @param turn equal to none of the others that are open
  public void begin(Object turn) {
    lock.lock();
    try {
      turns.putIfAbsent(turn, new TurnRecap());
    } finally {
      lock.unlock();
    }
  }

  /// Takes the next event of a turn, which need not be open any more. One that was taken before is
  /// passed over: two threads may bring the same events.
  ///
  /// @return false if events before this one are missing; then it was not taken
  public boolean hear(Object turn, Published event) {
    lock.lock();
    try {
      long newest = ring.newest();
      boolean isHeard = note(turn, event);
      if (ring.newest() != newest) {
        changed.signalAll();
      }
      return isHeard;
    } finally {
      lock.unlock();
    }
  }

  /// The same without waking a reader: for an event after which others come at once.
  boolean note(Object turn, Published event) {
    lock.lock();
    try {
      if (event.sequence() <= ring.newest()) {
        return true;
      }
      if (event.sequence() > ring.newest() + 1) {
        return false;
      }
      ring.add(event);
      TurnRecap recap = turns.get(turn);
      if (recap != null) {
        recap.add(event);
      }
      for (JoinedReader reader : joined) {
        reader.untaken.add(event);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Wakes readers for what was noted.
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Events up to this number are lost to all readers that have not received them. Does nothing if
  /// a later one was taken.
  public void skipTo(long last) {
    lock.lock();
    try {
      if (last > ring.newest()) {
        ring.skipTo(last);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Does nothing about a turn that is not open.
  ///
  /// @return whether it was
  public boolean end(Object turn) {
    lock.lock();
    try {
      if (turns.remove(turn) == null) {
        return false;
      }
      lastUse = clock.instant();
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Ends open turns.
  public void endIf(Predicate<Object> isOver) {
    lock.lock();
    try {
      if (turns.keySet().removeIf(isOver)) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Empty if this was given up.
  public Optional<Reader> read(long lastEventId) {
    return use(() -> opened(new OpenReader(lastEventId)));
  }

  /// Reads what is new from now on. Empty if this was given up.
  public Optional<Reader> readNew() {
    return use(() -> opened(new OpenReader(ring.newest())));
  }

  /// Empty if this was given up.
  public Optional<Reader> join() {
    return use(
        () -> {
          JoinedReader reader = new JoinedReader();
          joined.add(reader);
          return opened(reader);
        });
  }

  private Reader opened(Reader reader) {
    readers++;
    wasRead = true;
    lastUse = clock.instant();
    return reader;
  }

  /// No turn begins any more.
  public void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Gives this up if it is not in use and `reason` holds; it cannot be used afterwards.
  boolean giveUp(Predicate<SessionReaders> reason) {
    lock.lock();
    try {
      givenUp = turns.isEmpty() && readers == 0 && reason.test(this);
      return givenUp;
    } finally {
      lock.unlock();
    }
  }

  /// Gives this up if it has no readers any more, whatever is open.
  public boolean giveUpIfLeft() {
    lock.lock();
    try {
      givenUp = wasRead && readers == 0;
      return givenUp;
    } finally {
      lock.unlock();
    }
  }

  boolean wasNeverRead() {
    return !wasRead;
  }

  boolean isUnusedSince(Instant time) {
    return lastUse.isBefore(time);
  }

  private boolean isOver() {
    return ended && turns.isEmpty();
  }

  /// What readers have in common.
  private abstract class LogReader implements Reader {
    private boolean closed;

    @Override
    public final Next next(Duration patience) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        long left = patience.toNanos();
        while (!hasNext() && !isOver() && left > 0) {
          left = Alarm.await(lock, changed, left);
        }
        lastUse = clock.instant();
        return hasNext() ? take() : new Next(null, position(), ring.newest(), isOver());
      } finally {
        lock.unlock();
      }
    }

    abstract boolean hasNext();

    abstract Next take();

    /// The number of the last event that was taken.
    abstract long position();

    @Override
    public final boolean isQuiet() {
      lock.lock();
      try {
        return turns.isEmpty();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public final void close() {
      lock.lock();
      try {
        if (!closed) {
          closed = true;
          readers--;
          lastUse = clock.instant();
          leave();
        }
      } finally {
        lock.unlock();
      }
    }

    /// Called once, when it is closed.
    abstract void leave();
  }

  /// Reads the kept events by their numbers.
  private final class OpenReader extends LogReader {
    private final boolean hasMissed;
    private final long newestAtStart;
    private long position;

    OpenReader(long last) {
      boolean isFromTheFuture = Long.compareUnsigned(last, ring.newest()) > 0;
      position = last == 0 ? ring.oldest() - 1 : isFromTheFuture ? ring.newest() : last;
      newestAtStart = ring.newest();
      hasMissed =
          isFromTheFuture
              ? EventNumbers.isOfAnotherProcess(last)
              : last != 0 && last != ring.newest() && last < ring.oldest();
    }

    @Override
    public boolean hasMissed() {
      return hasMissed;
    }

    @Override
    public long newestAtStart() {
      return newestAtStart;
    }

    @Override
    boolean hasNext() {
      return ring.newest() > position;
    }

    @Override
    Next take() {
      long before = position;
      Published event = ring.at(position + 1);
      if (event != null) {
        position = event.sequence();
      }
      return new Next(event, before, ring.newest(), false);
    }

    @Override
    long position() {
      return position;
    }

    @Override
    void leave() {}
  }

  /// Reads what the running turns have told, and then everything.
  private final class JoinedReader extends LogReader {
    final Queue<Published> untaken = new ArrayDeque<>();
    private final long newestAtStart = ring.newest();

    /// How many events are of the time before it joined.
    private int recalled;

    private long position;

    JoinedReader() {
      turns.values().stream()
          .flatMap(recap -> recap.events().stream())
          .sorted(Comparator.comparingLong(Published::sequence))
          .forEach(untaken::add);
      recalled = untaken.size();
      position = recalled == 0 ? newestAtStart : untaken.element().sequence() - 1;
    }

    @Override
    public boolean hasMissed() {
      return false;
    }

    @Override
    public long newestAtStart() {
      return newestAtStart;
    }

    @Override
    boolean hasNext() {
      return !untaken.isEmpty();
    }

    @Override
    Next take() {
      long before = position;
      Published event = untaken.remove();
      recalled = Math.max(0, recalled - 1);
      position = recalled == 0 ? Math.max(event.sequence(), newestAtStart) : event.sequence();
      return new Next(event, before, ring.newest(), false);
    }

    @Override
    long position() {
      return position;
    }

    @Override
    void leave() {
      joined.remove(this);
      untaken.clear();
    }
  }
}
