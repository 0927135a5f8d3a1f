package dev.gander.application.inprocess;

import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.SessionEventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// This process's events, in memory. A log without writers and readers is dropped after
/// [#KEPT_IDLE], and with it everything known about the session.
public final class InProcessEventLog implements SessionEventLog {
  /// Enough time for a client to reconnect after its machine slept or its network changed.
  public static final Duration KEPT_IDLE = Duration.ofMinutes(10);

  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

  private final ConcurrentMap<SessionId, LoggedSession> logs = new ConcurrentHashMap<>();

  /// Of deleted sessions, as long as they are used.
  private final Set<LoggedSession> forgotten = ConcurrentHashMap.newKeySet();

  private final InstantSource clock;
  private final AtomicBoolean isSweeping = new AtomicBoolean();
  private final Thread sweeper = Thread.ofVirtual().name("event-log").unstarted(this::sweep);
  private volatile Instant nextSweep = Instant.MIN;
  private volatile boolean closed;

  public InProcessEventLog(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Writer write(Session session, String requestId) {
    return withLog(session, log -> log.write(requestId));
  }

  @Override
  public Reader read(Session session, long lastEventId) {
    return withLog(session, log -> log.read(lastEventId));
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
    LoggedSession log = logs.remove(id);
    if (log != null) {
      forgotten.add(log);
      if (closed) {
        log.end();
      }
    }
  }

  @Override
  public void forgetUnread(SessionId id) {
    LoggedSession log = logs.get(id);
    if (log != null && log.giveUp(LoggedSession::wasNeverRead)) {
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
      LoggedSession log = logs.computeIfAbsent(session.id(), _ -> create(session));
      Optional<T> result = use.apply(log);
      if (result.isPresent()) {
        startSweeper();
        return result.get();
      }
      logs.remove(session.id(), log);
    }
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
    boolean isFresh = !session.activity().hasMessages();
    LoggedSession log = new LoggedSession(EventNumbers.before(isFresh, clock.instant()), clock);
    if (closed) {
      log.end();
    }
    return log;
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
