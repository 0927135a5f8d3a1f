package dev.gander.application.inprocess;

import dev.gander.domain.turn.SessionEvent;
import dev.gander.domain.turn.SessionEventLog.Next;
import dev.gander.domain.turn.SessionEventLog.Reader;
import dev.gander.domain.turn.SessionEventLog.Writer;
import dev.gander.domain.turn.TurnEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The events of one session, under one lock. Readers hold no events, only the number of the last
/// one they received.
final class LoggedSession {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final EventRing ring;
  private final InstantSource clock;
  private Instant lastUse;
  private int writers;
  private int readers;
  private boolean wasRead;
  private boolean ended;
  private boolean givenUp;

  /// @param last the number before the first event
  LoggedSession(long last, InstantSource clock) {
    this.ring = new EventRing(last);
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
      writers++;
      return Optional.of(new OpenWriter(requestId));
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
      readers++;
      wasRead = true;
      lastUse = clock.instant();
      return Optional.of(new OpenReader(lastEventId));
    } finally {
      lock.unlock();
    }
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
      givenUp = writers == 0 && readers == 0 && reason.test(this);
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
    private boolean closed;

    OpenWriter(String requestId) {
      this.requestId = requestId;
    }

    @Override
    public void append(TurnEvent event) {
      lock.lock();
      try {
        ring.add(requestId, event);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!closed) {
          closed = true;
          writers--;
          lastUse = clock.instant();
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private final class OpenReader implements Reader {
    private final boolean hasMissed;
    private final long newestAtStart;
    private long position;
    private boolean closed;

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
    public Next next(Duration patience) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        long left = patience.toNanos();
        while (ring.newest() <= position && !isOver() && left > 0) {
          left = changed.awaitNanos(left);
        }
        lastUse = clock.instant();
        return ring.newest() > position
            ? next(ring.at(position + 1))
            : new Next(null, position, ring.newest(), isOver());
      } finally {
        lock.unlock();
      }
    }

    private Next next(SessionEvent.@Nullable Published event) {
      long before = position;
      if (event != null) {
        position = event.sequence();
      }
      return new Next(event, before, ring.newest(), false);
    }

    private boolean isOver() {
      return ended && writers == 0;
    }

    @Override
    public boolean isQuiet() {
      lock.lock();
      try {
        return writers == 0;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!closed) {
          closed = true;
          readers--;
          lastUse = clock.instant();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
