package dev.gander.application;

import dev.gander.application.access.Sight;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.schedule.ChangeSchedule;
import dev.gander.application.api.schedule.CreateSchedule;
import dev.gander.application.api.schedule.DeleteSchedule;
import dev.gander.application.api.schedule.InspectRun;
import dev.gander.application.api.schedule.KillRun;
import dev.gander.application.api.schedule.ListRuns;
import dev.gander.application.api.schedule.ListSchedules;
import dev.gander.application.api.schedule.PlaceSchedule;
import dev.gander.application.api.schedule.PreviewFires;
import dev.gander.application.api.schedule.RunSchedule;
import dev.gander.application.schedule.AgentTask;
import dev.gander.application.schedule.JobSessions;
import dev.gander.application.schedule.ScheduleSettings;
import dev.gander.application.schedule.ScheduleTool;
import dev.gander.application.schedule.ScheduledRecipes;
import dev.gander.application.schedule.Schedules;
import dev.gander.application.schedule.ShownRuns;
import dev.gander.application.settings.TypedSettings;
import dev.gander.application.turn.TurnPlaces;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.session.SessionStore;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/// Schedules, assembled on their ports.
final class ScheduleServices implements AutoCloseable {
  private final SessionStore sessions;
  private final Clock clock;
  private final ScheduledRecipes recipes;
  private final Schedules schedules;
  private final ScheduleTool tool;

  /// @param runs what a run needs
  ScheduleServices(
      Ports.Schedules ports,
      ShownRuns.Showing showing,
      Ports.Sessions sessions,
      TypedSettings settings,
      Ports.Machine machine,
      Executor threads,
      Sight sight,
      ScheduledRecipes recipes,
      BiFunction<ScheduledRecipes, ScheduleSettings, AgentTask.Parts> runs) {
    this.sessions = sessions.sessions();
    clock = machine.clock();
    this.recipes = recipes;
    ScheduleSettings scheduling = new ScheduleSettings(settings);
    schedules =
        Schedules.of(
            new Schedules.Parts(
                ports.store(),
                ports.ledger(),
                ports.history(),
                showing,
                ports.timers(),
                scheduling,
                clock,
                threads,
                sight),
            runs.apply(recipes, scheduling));
    tool = new ScheduleTool(schedules, recipes, this.sessions, sessions.conversations(), clock);
  }

  /// See [Schedules#start].
  void start() {
    schedules.start();
  }

  /// What an agent's own tool does.
  ScheduleTool tool() {
    return tool;
  }

  Schedules schedules() {
    return schedules;
  }

  /// @param nodes all servers, this one among them
  UseCases.Schedules useCases(TurnPlaces places, ClusterNodes nodes) {
    return new UseCases.Schedules(
        new CreateSchedule(schedules, recipes),
        new ListSchedules(schedules),
        new ChangeSchedule(schedules),
        new DeleteSchedule(schedules),
        new RunSchedule(schedules),
        new KillRun(schedules),
        new InspectRun(schedules, clock),
        new ListRuns(schedules, new JobSessions(sessions)),
        new PreviewFires(clock),
        new PlaceSchedule(schedules, places, nodes));
  }

  @Override
  public void close() {
    schedules.close();
  }
}
