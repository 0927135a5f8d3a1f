package dev.gander.application.run;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunReport;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where runs stand, as it is stored; whoever waits for a run hears of each change. An end that
/// cannot be stored now is stored later. Of a run that another server has taken over nothing is
/// stored. Thread-safe.
final class StoredRuns {
  private static final System.Logger LOG = System.getLogger(StoredRuns.class.getName());

  private final RunStore store;
  private final Clock clock;
  private final Consumer<Run> ended;
  private final RunBells bells = new RunBells();
  private final Map<RunId, Runnable> late = new ConcurrentHashMap<>();

  /// @param ended told of each end, after it is stored
  StoredRuns(RunStore store, Clock clock, Consumer<Run> ended) {
    this.store = store;
    this.clock = clock;
    this.ended = ended;
  }

  RunStore store() {
    return store;
  }

  RunBells bells() {
    return bells;
  }

  /// Empty if it is no longer queued.
  Optional<Run> begin(RunId id) {
    Optional<Run> begun =
        store.changeOwn(id, Set.of(RunState.QUEUED), run -> run.begun(clock.instant()));
    bells.ring(id);
    return begun;
  }

  /// A run that a dead server was at work on waits for a place again.
  ///
  /// @return empty if it has ended meanwhile
  Optional<Run> queueAgain(RunId id) {
    Optional<Run> queued = store.changeOwn(id, RunState.AT_WORK, Run::queuedAgain);
    bells.ring(id);
    return queued;
  }

  /// A run of a dead server waits for a person, whether or not that was stored.
  ///
  /// @return empty if it has ended meanwhile
  Optional<Run> resume(RunId id) {
    return store.changeOwn(id, RunState.AT_WORK, run -> run.in(RunState.WAITING));
  }

  /// @throws RunFailed if the run has ended meanwhile
  void runsIn(RunId id, SessionId session) {
    var _ =
        store
            .changeOwn(id, RunState.AT_WORK, run -> run.runningIn(session))
            .orElseThrow(() -> new RunFailed("The run has ended before it began"));
    bells.ring(id);
  }

  void stands(RunId id, RunState now) {
    try {
      var _ = store.changeOwn(id, RunState.AT_WORK, run -> run.in(now));
      bells.ring(id);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "run {0} is {1}, which is not stored: {2}", id, now, e.text());
    }
  }

  /// Ends a run whose work is over, at the latest when the store can be reached again.
  ///
  /// @param report null if nothing more came of it
  /// @return false if it has ended before
  boolean end(RunId id, RunState how, @Nullable String reason, @Nullable RunReport report) {
    try {
      Optional<Run> last =
          store.changeOwn(
              id,
              RunState.AT_WORK,
              run ->
                  run.ended(how, reason, report == null ? run.report() : report, clock.instant()));
      late.remove(id);
      bells.ring(id);
      last.ifPresent(ended);
      return last.isPresent();
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "the end of run {0} is not stored yet: {1}", id, e.text());
      late.put(id, () -> end(id, how, reason, report));
      return true;
    }
  }

  /// Ends a run because someone asks for it, in whatever state it is.
  ///
  /// @return the run after that; empty if it has ended before, or is unknown
  Optional<Run> cancel(RunId id) {
    Optional<Run> cancelled =
        store.change(
            id, RunState.OPEN, run -> run.ended(RunState.CANCELLED, null, clock.instant()));
    bells.ring(id);
    cancelled.ifPresent(ended);
    return cancelled;
  }

  /// Adds what came of a run that somebody has ended, unless that is known.
  void report(RunId id, RunReport report) {
    try {
      var _ =
          store.changeOwn(
              id,
              Set.of(RunState.CANCELLED, RunState.LIMIT),
              run -> run.report().equals(RunReport.NOTHING) ? run.reporting(report) : run);
      bells.ring(id);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "what came of run {0} is not stored: {1}", id, e.text());
    }
  }

  /// Tries again what could not be stored, or begun.
  void catchUp() {
    late.values().forEach(Runnable::run);
  }

  /// Does this with the next [#catchUp], and then again until it succeeds.
  void later(RunId id, Runnable work) {
    late.put(
        id,
        () -> {
          work.run();
          late.remove(id);
        });
  }
}
