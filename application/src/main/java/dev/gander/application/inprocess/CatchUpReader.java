package dev.gander.application.inprocess;

import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.SessionEventLog.Next;
import dev.gander.domain.turn.SessionEventLog.Reader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads what is kept in the journal up to the moment at which it was opened, and then goes on in
/// memory.
public final class CatchUpReader implements Reader {
  private final ReentrantLock lock = new ReentrantLock();
  private EventJournal.@Nullable Reading missed;
  private long position;
  private final Reader live;

  /// @param missed the kept events
  /// @param position the number of the last event that the client has received
  /// @param live the events after those
  public CatchUpReader(EventJournal.Reading missed, long position, Reader live) {
    this.missed = missed;
    this.position = position;
    this.live = live;
  }

  @Override
  public boolean hasMissed() {
    return false;
  }

  @Override
  public long newestAtStart() {
    return live.newestAtStart();
  }

  @Override
  public Next next(Duration patience) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before the next event");
    }
    Published event = kept();
    return event == null ? live.next(patience) : caughtUp(event);
  }

  private Next caughtUp(Published event) {
    long before = position;
    position = event.sequence();
    return new Next(event, before, Math.max(position, newestAtStart()), false);
  }

  private @Nullable Published kept() {
    lock.lock();
    try {
      if (missed == null) {
        return null;
      }
      Optional<Published> next = missed.next().filter(event -> event.sequence() <= newestAtStart());
      if (next.isEmpty()) {
        leave();
      }
      return next.orElse(null);
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    EventJournal.Reading open = missed;
    missed = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public boolean isQuiet() {
    return live.isQuiet();
  }

  @Override
  public void close() {
    live.close();
    lock.lock();
    try {
      leave();
    } finally {
      lock.unlock();
    }
  }
}
