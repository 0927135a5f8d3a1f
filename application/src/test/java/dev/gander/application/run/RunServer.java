package dev.gander.application.run;

import dev.gander.application.settings.TypedSettings;
import dev.gander.application.turn.Drain;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.json.Json;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunLimits;
import dev.gander.domain.run.RunReport;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.run.RunSurroundings;
import dev.gander.domain.run.RunTask;
import dev.gander.domain.session.IdSource;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.run.InMemoryRunStore;
import dev.gander.testkit.store.InMemorySettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/// A server whose runs do what a test says, on a store in memory that several servers can share.
final class RunServer implements AutoCloseable {
  static final KeyId ALICE = new KeyId("key_alice");
  static final KeyId BOB = new KeyId("key_bob");
  static final RunEnding DONE = new RunEnding(RunState.SUCCEEDED, null, RunReport.NOTHING);

  final Shared shared;
  final InMemoryRunStore store;
  final List<Run> ended = new CopyOnWriteArrayList<>();
  final Runs runs;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// What servers on one store share.
  static final class Shared {
    final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
    final InMemoryRunStore store = new InMemoryRunStore();
    final InMemorySettings settings = new InMemorySettings();
    final IdSource ids = new FixedIds();
  }

  final Drain drain = new Drain();

  RunServer(RunExecution execution) {
    this(new Shared(), execution);
  }

  RunServer(Shared shared, RunExecution execution) {
    this(shared, execution, UnaryOperator.identity());
  }

  /// @param between puts something between the server and its store
  RunServer(Shared shared, RunExecution execution, UnaryOperator<RunStore> between) {
    this.shared = shared;
    store = shared.store.ofAnotherServer();
    runs =
        new Runs(
            new Runs.Parts(
                between.apply(store),
                new RunSettings(new TypedSettings(shared.settings)),
                shared.ids,
                shared.clock,
                threads,
                drain,
                ended::add),
            _ -> null,
            execution);
  }

  RunServer withPlaces(int count) {
    shared.settings.put("GANDER_PARALLEL_RUNS", Json.of(count));
    return this;
  }

  static RunRequest asking(String prompt) {
    return new RunRequest(
        new RunTask(prompt, null, Map.of()),
        RunSurroundings.USUAL,
        RunLimits.NONE,
        null,
        false,
        null);
  }

  static RunRequest goingOn(String prompt) {
    return new RunRequest(
        new RunTask(prompt, null, Map.of()),
        RunSurroundings.USUAL,
        RunLimits.NONE,
        null,
        true,
        null);
  }

  RunId submit(String prompt) {
    return runs.submit(ALICE, asking(prompt), null).id();
  }

  RunState state(RunId id) {
    return runs.get(id).state();
  }

  void awaitState(RunId id, RunState state) throws InterruptedException {
    Eventually.holds(() -> state(id) == state);
  }

  /// As the process does without a warning: what is under way goes on for nobody.
  void die() {
    store.die();
  }

  @Override
  public void close() {
    runs.close();
    threads.shutdownNow();
  }
}
