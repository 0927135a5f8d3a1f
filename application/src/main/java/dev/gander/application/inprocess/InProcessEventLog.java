package dev.gander.application.inprocess;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.turn.SessionEventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
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
  private final SessionStore sessions;
  private final InstantSource clock;
  private final AtomicBoolean isSweeping = new AtomicBoolean();
  private final Thread sweeper = Thread.ofVirtual().name("event-log").unstarted(this::sweep);
  private volatile Instant nextSweep = Instant.MIN;
  private volatile boolean closed;

  /// @param sessions to find out which sessions may have had events in an earlier process
  public InProcessEventLog(SessionStore sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public Writer write(SessionId id, String requestId) {
    return withLog(id, log -> log.write(requestId));
  }

  @Override
  public Reader read(SessionId id, long lastEventId) {
    return withLog(id, log -> log.read(lastEventId));
  }

  @Override
  public boolean isKnown(SessionId id) {
    return logs.containsKey(id);
  }

  @Override
  public void end(SessionId id) {
    LoggedSession log = logs.remove(id);
    if (log != null) {
      log.end();
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
    sweeper.interrupt();
  }

  /// Uses the log of a session; replaces it with a new one if it has just been dropped.
  private <T> T withLog(SessionId id, Function<LoggedSession, Optional<T>> use) {
    giveUpIdle();
    while (true) {
      LoggedSession log = logs.computeIfAbsent(id, this::create);
      Optional<T> result = use.apply(log);
      if (result.isPresent()) {
        startSweeper();
        return result.get();
      }
      logs.remove(id, log);
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

  private LoggedSession create(SessionId id) {
    Instant now = clock.instant();
    boolean isFresh = sessions.find(id).filter(it -> it.activity().hasMessages()).isEmpty();
    LoggedSession log = new LoggedSession(EventNumbers.before(isFresh, now), clock);
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
    Instant since = now.minus(KEPT_IDLE);
    logs.forEach(
        (id, log) -> {
          if (log.giveUp(idle -> idle.isUnusedSince(since))) {
            logs.remove(id, log);
          }
        });
  }
}
