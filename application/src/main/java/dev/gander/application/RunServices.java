package dev.gander.application;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.run.BrowseRuns;
import dev.gander.application.api.run.CancelRun;
import dev.gander.application.api.run.FollowRun;
import dev.gander.application.api.run.GetRun;
import dev.gander.application.api.run.StartRun;
import dev.gander.application.api.turn.FollowSession;
import dev.gander.application.run.OwnedRuns;
import dev.gander.application.run.RunSettings;
import dev.gander.application.run.RunWork;
import dev.gander.application.run.Runs;
import dev.gander.application.schedule.Schedules;
import dev.gander.application.settings.TypedSettings;
import dev.gander.application.turn.Drain;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunStore;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Runs, assembled on their ports.
final class RunServices implements AutoCloseable {
  private final RunStore store;
  private final Runs runs;
  private final WebhookServices webhooks;

  RunServices(
      Ports.Automation ports,
      RunWork work,
      TypedSettings settings,
      Ports.Machine machine,
      WebhookServices webhooks,
      Drain drain,
      Executor threads) {
    this.webhooks = webhooks;
    store = ports.runs();
    runs =
        Runs.of(
            new Runs.Parts(
                store,
                new RunSettings(settings),
                machine.ids(),
                machine.clock(),
                threads,
                drain,
                _ -> webhooks.hasNews()),
            work);
  }

  Runs runs() {
    return runs;
  }

  /// See [Runs#start].
  void start() {
    runs.start();
  }

  OwnedRuns owned() {
    return new OwnedRuns(runs);
  }

  /// See [Runs#listen].
  void listen(Consumer<RunId> listener) {
    runs.listen(listener);
  }

  UseCases.Runs useCases(FollowSession sessions, Schedules schedules) {
    OwnedRuns owned = owned();
    return new UseCases.Runs(
        new StartRun(runs, webhooks.owned()),
        new GetRun(owned),
        new BrowseRuns(store),
        new CancelRun(owned, schedules),
        new FollowRun(owned, sessions));
  }

  @Override
  public void close() {
    runs.close();
  }
}
