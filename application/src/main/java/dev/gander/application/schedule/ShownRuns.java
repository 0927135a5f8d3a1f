package dev.gander.application.schedule;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.run.RecipeReference.InFile;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunLimits;
import dev.gander.domain.run.RunQuestion;
import dev.gander.domain.run.RunReport;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.run.RunSurroundings;
import dev.gander.domain.run.RunTask;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleStore;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The history of jobs, whose runs are shown among those that programs hand over. Jobs go on when
/// that cannot be stored. Thread-safe.
public final class ShownRuns implements RunHistory {
  private static final System.Logger LOG = System.getLogger(ShownRuns.class.getName());

  private final RunHistory history;
  private final ScheduleStore jobs;
  private final Function<JobId, KeyId> owners;
  private final Showing showing;
  private final Map<Entry, RunId> shown = new ConcurrentHashMap<>();

  /// Where runs are shown.
  ///
  /// @param ended told of each end of a run
  public record Showing(RunStore runs, IdSource ids, Consumer<Run> ended) {}

  private record Entry(JobId job, long number) {
    static Entry of(ScheduleRun run) {
      return new Entry(run.job(), run.number());
    }
  }

  /// @param owners the key to which a job belongs
  ShownRuns(
      RunHistory history, ScheduleStore jobs, Function<JobId, KeyId> owners, Showing showing) {
    this.history = history;
    this.jobs = jobs;
    this.owners = owners;
    this.showing = showing;
  }

  @Override
  public ScheduleRun add(ScheduleRun run) {
    ScheduleRun added = history.add(run);
    if (added.outcome() != Outcome.SKIPPED) {
      show(added);
    }
    return added;
  }

  private void show(ScheduleRun added) {
    try {
      Run run =
          Run.ofSchedule(
              RunId.next(showing.ids()),
              added.job().text(),
              owners.apply(added.job()),
              request(added.job()),
              added.start());
      shown.put(Entry.of(added), showing.runs().create(run, null).id());
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "a run of schedule {0} is not shown: {1}", added.job(), e.text());
    }
    bringUpToDate(added);
  }

  private RunRequest request(JobId id) {
    RunTask task =
        jobs.read().orElse(List.of()).stream()
            .filter(job -> job.id().equals(id))
            .findFirst()
            .map(job -> new RunTask(null, new InFile(job.source()), job.parameterValues()))
            .orElseGet(() -> new RunTask("Schedule " + id, null, Map.of()));
    return new RunRequest(task, RunSurroundings.USUAL, RunLimits.NONE, null, false, null);
  }

  @Override
  public void replace(ScheduleRun run) {
    history.replace(run);
    bringUpToDate(run);
  }

  private void bringUpToDate(ScheduleRun entry) {
    SessionId session = entry.session();
    if (session != null) {
      change(entry, run -> run.runningIn(session));
    }
    Outcome outcome = entry.outcome();
    Instant end = entry.end();
    if (outcome != null && end != null) {
      change(entry, run -> run.ended(state(outcome), entry.reason(), report(run, entry), end));
      shown.remove(Entry.of(entry));
    }
  }

  private static RunReport report(Run run, ScheduleRun entry) {
    RunReport before = run.report();
    return new RunReport(
        before.text(), before.structured(), entry.tokens(), entry.cost(), before.asked());
  }

  private static RunState state(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> RunState.SUCCEEDED;
      case FAILED, SKIPPED -> RunState.FAILED;
      case KILLED -> RunState.CANCELLED;
      case INTERRUPTED -> RunState.INTERRUPTED;
    };
  }

  /// The run waits for a person, or goes on.
  void stands(ScheduleRun entry, RunState now) {
    change(entry, run -> run.in(now));
  }

  /// What the run has said and asked, before its end.
  void reports(ScheduleRun entry, String words, List<RunQuestion> asked) {
    RunReport report = new RunReport(words, null, TokenUsage.UNKNOWN, null, asked);
    change(entry, run -> run.reporting(report));
  }

  private void change(ScheduleRun entry, UnaryOperator<Run> change) {
    RunId id = shown.get(Entry.of(entry));
    if (id == null) {
      return;
    }
    try {
      showing
          .runs()
          .change(id, RunState.AT_WORK, change)
          .filter(run -> run.state().isEnd())
          .ifPresent(showing.ended());
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "run {0} is not shown as it is: {1}", id, e.text());
    }
  }

  @Override
  public List<ScheduleRun> list(JobId job, int limit, long before) {
    return history.list(job, limit, before);
  }

  @Override
  public void endOpen(JobId job, Instant end) {
    history.endOpen(job, end);
  }
}
