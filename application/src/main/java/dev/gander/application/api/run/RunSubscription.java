package dev.gander.application.api.run;

import dev.gander.application.api.turn.Subscription;
import dev.gander.application.run.RunBells;
import dev.gander.application.run.Runs;
import dev.gander.domain.run.Run;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A reader of what happens in a run, until its end. Pulled by one thread at a time; closed from
/// any.
public final class RunSubscription implements AutoCloseable {
  /// How soon changes at other servers are noticed.
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// How soon changes here are noticed while the session is silent.
  private static final Duration BRIEF = Duration.ofMillis(100);

  private final Runs runs;
  private final RunBells.Bell bell;
  private final Function<SessionId, Subscription> sessions;
  private Run known;
  private @Nullable Run news;
  private volatile @Nullable Subscription session;
  private long looked = System.nanoTime();
  private boolean ended;
  private volatile boolean closed;

  /// @param sessions begins to follow a session
  RunSubscription(Runs runs, Run run, Function<SessionId, Subscription> sessions) {
    this.runs = runs;
    this.bell = runs.bell(run.id());
    this.sessions = sessions;
    this.known = run;
    this.news = run;
  }

  /// The next event, waiting up to `timeout` for it. Empty if none arrived in time, or if
  /// [#hasEnded()].
  ///
  /// @throws dev.gander.domain.run.RunNotFound if the run was deleted meanwhile
  public Optional<RunEvent> next(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!ended && !closed) {
      long left = Math.max(0, deadline - System.nanoTime());
      Optional<RunEvent> event = next(left);
      if (event.isPresent() || left == 0) {
        return event;
      }
    }
    return Optional.empty();
  }

  /// The last events of the session come before the end of the run.
  private Optional<RunEvent> next(long nanos) throws InterruptedException {
    look(Duration.ZERO);
    Run changed = news;
    if (changed != null && !changed.state().isEnd()) {
      return told(changed);
    }
    Duration patience =
        changed == null ? Duration.ofNanos(Math.min(nanos, BRIEF.toNanos())) : Duration.ZERO;
    Subscription events = joined();
    if (events == null) {
      look(patience);
      return changed == null ? Optional.empty() : told(changed);
    }
    Optional<RunEvent> happened = events.next(patience).map(RunEvent.Happened::new);
    if (happened.isEmpty() && changed != null) {
      return told(changed);
    }
    // A reader that is too slow has to begin anew.
    ended = events.hasEnded();
    return happened;
  }

  private Optional<RunEvent> told(Run changed) {
    news = null;
    known = changed;
    ended = changed.state().isEnd();
    return Optional.of(new RunEvent.Changed(changed));
  }

  private @Nullable Subscription joined() {
    SessionId id = known.session();
    if (session == null && id != null) {
      try {
        session = sessions.apply(id);
      } catch (SessionNotFound _) {
        // It has been deleted.
      }
    }
    return session;
  }

  private void look(Duration patience) throws InterruptedException {
    boolean isDue = System.nanoTime() - looked > LOOK.toNanos();
    if (news == null && (bell.await(patience) || isDue)) {
      looked = System.nanoTime();
      Run now = runs.get(known.id());
      boolean isNews =
          now.state() != known.state() || !Objects.equals(now.session(), known.session());
      news = isNews ? now : null;
    }
  }

  /// Whether no more events will come.
  public boolean hasEnded() {
    return ended;
  }

  @Override
  public void close() {
    closed = true;
    bell.close();
    Subscription events = session;
    if (events != null) {
      events.close();
    }
  }
}
