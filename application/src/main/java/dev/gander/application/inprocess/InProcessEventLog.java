package dev.gander.application.inprocess;

import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.SessionEventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// This process's events, in memory. A log without writers and readers is dropped after
/// [#KEPT_IDLE], and with it everything known about the session. What a client has missed that is
/// no longer in memory, or is of another process, comes from the journal.
public final class InProcessEventLog implements SessionEventLog {
  /// Enough time for a client to reconnect after its machine slept or its network changed.
  public static final Duration KEPT_IDLE = Duration.ofMinutes(10);

  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

  private final ConcurrentMap<SessionId, LoggedSession> logs = new ConcurrentHashMap<>();

  /// Of deleted sessions, as long as they are used.
  private final Set<LoggedSession> forgotten = ConcurrentHashMap.newKeySet();

  private final EventJournal journal;
  private final InstantSource clock;
  private final AtomicBoolean isSweeping = new AtomicBoolean();
  private final Thread sweeper = Thread.ofVirtual().name("event-log").unstarted(this::sweep);
  private volatile Instant nextSweep = Instant.MIN;
  private volatile boolean closed;

  /// Without a journal.
  public InProcessEventLog(InstantSource clock) {
    this(new NoJournal(), clock);
  }

  public InProcessEventLog(EventJournal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public Writer write(Session session, String requestId) {
    return withLog(session, log -> log.write(requestId));
  }

  @Override
  public Reader read(Session session, long lastEventId) {
    Reader reader = withLog(session, log -> log.read(lastEventId));
    return reader.hasMissed() ? caughtUp(session, lastEventId, reader) : reader;
  }

  /// Reads what is missed from the journal, and then what is new.
  private Reader caughtUp(Session session, long lastEventId, Reader missed) {
    if (!reaches(session.id(), lastEventId)) {
      return missed;
    }
    Reader live = withLog(session, LoggedSession::readNew);
    journal.settle(session.id());
    if (!reaches(session.id(), lastEventId) || lastEventId > live.newestAtStart()) {
      live.close();
      return missed;
    }
    missed.close();
    return new CatchUpReader(journal.read(session.id(), lastEventId), lastEventId, live);
  }

  /// @param lastEventId unsigned: no number is negative
  private boolean reaches(SessionId id, long lastEventId) {
    return lastEventId > 0
        && journal.kept(id).filter(kept -> kept.reaches(lastEventId)).isPresent();
  }

  @Override
  public List<String> cutOff(SessionId id) {
    return journal.kept(id).map(EventJournal.Kept::cutOff).orElse(List.of());
  }

  /// Where nothing is known of the turn, as without a journal, no other server can have ended it.
  @Override
  public Optional<Writer> takeOver(Session session, String requestId) {
    return journal.kept(session.id()).isPresent()
        ? SessionEventLog.super.takeOver(session, requestId)
        : Optional.of(write(session, requestId));
  }

  @Override
  public Reader join(Session session) {
    return withLog(session, LoggedSession::join);
  }

  @Override
  public boolean isKnown(SessionId id) {
    return logs.containsKey(id);
  }

  @Override
  public void forget(SessionId id) {
    journal.forget(id);
    LoggedSession log = logs.remove(id);
    if (log != null) {
      forgotten.add(log);
      if (closed) {
        log.end();
      }
    }
  }

  @Override
  public void startOver(SessionId id) {
    LoggedSession log = logs.get(id);
    if (log == null) {
      journal.forget(id);
    } else {
      log.startOver();
    }
  }

  @Override
  public void forgetUnread(SessionId id) {
    LoggedSession log = logs.get(id);
    if (log != null && log.giveUp(SessionReaders::wasNeverRead)) {
      logs.remove(id, log);
    }
  }

  @Override
  public void close() {
    closed = true;
    logs.values().forEach(LoggedSession::end);
    forgotten.forEach(LoggedSession::end);
    sweeper.interrupt();
  }

  /// Uses the log of a session; replaces it with a new one if it has just been dropped.
  private <T> T withLog(Session session, Function<LoggedSession, Optional<T>> use) {
    giveUpIdle();
    while (true) {
      LoggedSession log = log(session);
      Optional<T> result = use.apply(log);
      if (result.isPresent()) {
        startSweeper();
        return result.get();
      }
      logs.remove(session.id(), log);
    }
  }

  private LoggedSession log(Session session) {
    LoggedSession log = logs.get(session.id());
    if (log != null) {
      return log;
    }
    LoggedSession created = create(session);
    LoggedSession other = logs.putIfAbsent(session.id(), created);
    return other == null ? created : other;
  }

  private void startSweeper() {
    if (isSweeping.compareAndSet(false, true)) {
      sweeper.start();
    }
  }

  private void sweep() {
    try {
      while (!closed) {
        Thread.sleep(BETWEEN_SWEEPS);
        giveUpIdle();
      }
    } catch (InterruptedException _) {
      // The server is stopping.
    }
  }

  private LoggedSession create(Session session) {
    LoggedSession log = new LoggedSession(session.id(), last(session), journal, clock);
    if (closed) {
      log.end();
    }
    return log;
  }

  /// The number before the first event.
  private long last(Session session) {
    Optional<EventJournal.Kept> kept = journal.kept(session.id());
    boolean isFresh = kept.isEmpty() && !session.activity().hasMessages();
    long before = EventNumbers.before(isFresh, clock.instant());
    return kept.map(it -> Math.max(before, it.newest())).orElse(before);
  }

  private void giveUpIdle() {
    Instant now = clock.instant();
    if (now.isBefore(nextSweep)) {
      return;
    }
    nextSweep = now.plus(BETWEEN_SWEEPS);
    forgotten.removeIf(log -> log.giveUp(_ -> true));
    Instant since = now.minus(KEPT_IDLE);
    logs.forEach(
        (id, log) -> {
          if (log.giveUp(idle -> idle.isUnusedSince(since))) {
            logs.remove(id, log);
          }
        });
  }
}
