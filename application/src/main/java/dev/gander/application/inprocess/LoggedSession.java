package dev.gander.application.inprocess;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.SessionEventLog.Next;
import dev.gander.domain.turn.SessionEventLog.Reader;
import dev.gander.domain.turn.SessionEventLog.Writer;
import dev.gander.domain.turn.TurnEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// The events of one session, under one lock. Most readers hold no events, only the number of the
/// last one they received.
final class LoggedSession {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final EventRing ring;

  /// Of the open writers, in the order of their opening.
  private final Set<OpenWriter> writers = new LinkedHashSet<>();

  /// Those that must not miss anything, and therefore hold what they have not taken. Not a chain of
  /// events that leads each of them on: its dead beginning, once it is old, would keep all that
  /// follows until a full collection.
  private final Set<JoinedReader> joined = new HashSet<>();

  private final SessionId id;
  private final EventJournal journal;
  private final InstantSource clock;
  private Instant lastUse;
  private int readers;
  private boolean wasRead;
  private boolean ended;
  private boolean givenUp;

  /// @param last the number before the first event
  LoggedSession(SessionId id, long last, EventJournal journal, InstantSource clock) {
    this.id = id;
    this.ring = new EventRing(last);
    this.journal = journal;
    this.clock = clock;
    this.lastUse = clock.instant();
  }

  /// Empty if the log was dropped.
  Optional<Writer> write(String requestId) {
    lock.lock();
    try {
      if (givenUp) {
        return Optional.empty();
      }
      OpenWriter writer = new OpenWriter(requestId);
      journal.begin(id, requestId, ring.newest());
      writers.add(writer);
      return Optional.of(writer);
    } finally {
      lock.unlock();
    }
  }

  /// Empty if the log was dropped.
  Optional<Reader> read(long lastEventId) {
    lock.lock();
    try {
      if (givenUp) {
        return Optional.empty();
      }
      return Optional.of(opened(new OpenReader(lastEventId)));
    } finally {
      lock.unlock();
    }
  }

  /// Reads what is new from now on. Empty if the log was dropped.
  Optional<Reader> readNew() {
    lock.lock();
    try {
      return givenUp ? Optional.empty() : Optional.of(opened(new OpenReader(ring.newest())));
    } finally {
      lock.unlock();
    }
  }

  /// Empty if the log was dropped.
  Optional<Reader> join() {
    lock.lock();
    try {
      if (givenUp) {
        return Optional.empty();
      }
      JoinedReader reader = new JoinedReader();
      joined.add(reader);
      return Optional.of(opened(reader));
    } finally {
      lock.unlock();
    }
  }

  private Reader opened(Reader reader) {
    readers++;
    wasRead = true;
    lastUse = clock.instant();
    return reader;
  }

  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Drops the log if it is not in use and `reason` holds; it cannot be used afterwards.
  boolean giveUp(Predicate<LoggedSession> reason) {
    lock.lock();
    try {
      givenUp = writers.isEmpty() && readers == 0 && reason.test(this);
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

  private final class OpenWriter implements Writer {
    private final String requestId;
    private final TurnRecap recap = new TurnRecap();
    private boolean hasEnded;

    OpenWriter(String requestId) {
      this.requestId = requestId;
    }

    @Override
    public void append(TurnEvent event) {
      lock.lock();
      try {
        Published published = ring.add(requestId, event);
        journal.append(id, published);
        if (event instanceof TurnEvent.Finished) {
          // In one piece with the event, or a kill in between would end the turn twice.
          noteEnd();
        }
        if (isAwaited(event)) {
          journal.settle(id);
        }
        recap.add(published);
        joined.forEach(reader -> reader.untaken.add(published));
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private void noteEnd() {
      if (!hasEnded) {
        hasEnded = true;
        journal.end(id, requestId);
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (writers.remove(this)) {
          noteEnd();
          lastUse = clock.instant();
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /// What a client must not see before it is kept: after a restart it would be told that the turn
  /// was cut off, or not be asked, or be told of the result of a call that it does not know, since
  /// a turn goes on if its user is asked about the call.
  private static boolean isAwaited(TurnEvent event) {
    return switch (event) {
      case TurnEvent.Finished _ -> true;
      case TurnEvent.MessageArrived(Message message, var _) ->
          message.words() == null && message.content().stream().anyMatch(LoggedSession::isAwaited);
      default -> false;
    };
  }

  private static boolean isAwaited(Content content) {
    return switch (content) {
      case Content.ActionRequired _, Content.ToolRequest _ -> true;
      default -> false;
    };
  }

  private boolean isOver() {
    return ended && writers.isEmpty();
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
          left = changed.awaitNanos(left);
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
        return writers.isEmpty();
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
      writers.stream()
          .flatMap(writer -> writer.recap.events().stream())
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
