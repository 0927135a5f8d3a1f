package dev.gander.application.schedule;

import dev.gander.application.access.Sight;
import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.run.Run;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.access.InMemoryOwnership;
import dev.gander.testkit.recipe.InMemoryRecipeFiles;
import dev.gander.testkit.run.InMemoryRunStore;
import dev.gander.testkit.schedule.InMemoryFireLedger;
import dev.gander.testkit.schedule.InMemoryRunHistory;
import dev.gander.testkit.schedule.InMemoryScheduleStore;
import dev.gander.testkit.schedule.SettableTimer;
import dev.gander.testkit.store.InMemorySettings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/// A server whose runs do what a test says, on adapters in memory that several servers can share.
final class Server implements AutoCloseable {
  static final String RECIPE = "title: T";

  final Shared shared;
  final InMemoryFireLedger ledger;
  final Schedules schedules;

  /// What servers on one folder share.
  static final class Shared {
    final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
    final SettableTimer timer = new SettableTimer(clock);
    final InMemoryRecipeFiles recipes = new InMemoryRecipeFiles();
    final InMemoryScheduleStore store = new InMemoryScheduleStore(recipes);
    final InMemoryFireLedger ledger = new InMemoryFireLedger();
    final InMemoryRunHistory history = new InMemoryRunHistory();
    final InMemorySettings settings = new InMemorySettings();
    final InMemoryRunStore runs = new InMemoryRunStore();
    final FixedIds ids = new FixedIds();
    final List<Run> ended = new CopyOnWriteArrayList<>();
  }

  /// @param threads runs each run
  Server(Shared shared, JobTask task, Executor threads) {
    this(shared, task, threads, UnaryOperator.identity());
  }

  /// @param between puts something between the server and its adapters
  Server(Shared shared, JobTask task, Executor threads, UnaryOperator<Schedules.Parts> between) {
    this.shared = shared;
    ledger = shared.ledger.ofAnotherServer();
    schedules =
        new Schedules(
            between.apply(
                new Schedules.Parts(
                    shared.store,
                    ledger,
                    shared.history,
                    new ShownRuns.Showing(shared.runs, shared.ids, shared.ended::add),
                    shared.timer,
                    new ScheduleSettings(new TypedSettings(shared.settings)),
                    shared.clock,
                    threads,
                    new Sight(new InMemoryOwnership()))),
            task);
  }

  /// A server whose runs are over at once.
  static Server quick(Shared shared) {
    return new Server(shared, (_, _) -> OK, Runnable::run);
  }

  static final RunResult OK = new RunResult(null, TokenUsage.UNKNOWN, null);

  ScheduledJob job(String id) {
    return schedules.list().stream()
        .filter(job -> job.id().text().equals(id))
        .findFirst()
        .orElseThrow();
  }

  List<ScheduleRun> runs(String id) {
    return schedules.history(new JobId(id), 2000, Long.MAX_VALUE);
  }

  @Override
  public void close() {
    schedules.close();
  }
}
