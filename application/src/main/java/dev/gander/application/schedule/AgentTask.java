package dev.gander.application.schedule;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.AgentUse;
import dev.gander.application.agent.DefaultExtensions;
import dev.gander.application.agent.DefaultMode;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.budget.Budgets;
import dev.gander.application.model.SessionModels;
import dev.gander.application.run.RunFailed;
import dev.gander.application.run.RunTurnListener;
import dev.gander.application.run.Spent;
import dev.gander.application.run.UnwatchedTurn;
import dev.gander.application.turn.TurnPlaces;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.PlatformExtensions;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionOrigin;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A run as one turn in a session of its own: the active model, the extensions of the recipe or
/// else those of new sessions, and the recipe's prompt as the only message.
public final class AgentTask implements JobTask {
  private final Parts parts;

  /// What a run needs of the application.
  ///
  /// @param workingDir of the sessions
  public record Parts(
      ScheduledRecipes recipes,
      SessionStore sessions,
      LiveAgents agents,
      SessionModels models,
      DefaultMode defaultMode,
      DefaultExtensions usual,
      UnwatchedTurn turns,
      Budgets budgets,
      ScheduleSettings settings,
      Path workingDir,
      Clock clock) {}

  private final ShownRuns shown;

  AgentTask(Parts parts, ShownRuns shown) {
    this.parts = parts;
    this.shown = shown;
  }

  @Override
  public boolean isAtHome(ScheduledJob job) {
    return places().lacking(job.needs()).isEmpty();
  }

  @Override
  public void requireHome(ScheduledJob job) {
    places().require("Schedule " + job.id(), job.needs());
  }

  private TurnPlaces places() {
    return parts.turns().turns().places();
  }

  @Override
  public RunResult run(ScheduledJob job, ActiveRun run) throws InterruptedException {
    requireHome(job);
    Recipe recipe = recipe(job);
    SessionId session = parts.sessions().create(details(job.id(), recipe)).id();
    try {
      places().bind(session, job.labels());
      run.runsIn(session);
      requireReady(session, recipe);
      String problem = turn(run, session, job.id(), recipe);
      Spent spent = Spent.in(parts.sessions().get(session));
      return new RunResult(problem, spent.tokens(), spent.cost());
    } catch (SessionNotFound _) {
      throw new RunFailed("The session was deleted during the run");
    } finally {
      parts.agents().stop(session);
    }
  }

  @Override
  public void cutOff(SessionId session, String server) {
    parts.turns().cutOff(session, server);
  }

  private Recipe recipe(ScheduledJob job) {
    try {
      Path file = Path.of(job.source());
      Path folder =
          job.recipeBaseDir() == null
              ? Optional.ofNullable(file.getParent()).orElse(parts.workingDir())
              : Path.of(job.recipeBaseDir());
      return parts.recipes().read(file, folder, job.parameterValues());
    } catch (InvalidPathException e) {
      throw new RunFailed("No file has the name of the recipe: " + e.getReason());
    }
  }

  private SessionDetails details(JobId job, Recipe recipe) {
    List<ExtensionConfig> extensions =
        recipe.extensions().orElseGet(parts.usual()::list).stream()
            .filter(PlatformExtensions::isKnown)
            .toList();
    return SessionDetails.of(
            "Scheduled job: " + job, parts.workingDir().toString(), parts.defaultMode().mode())
        .withOrigin(SessionOrigin.of(SessionType.SCHEDULED))
        .withModel(parts.models().restore(SessionModel.UNSET).asStored())
        .withExtensionData(EnabledExtensions.write(JsonObject.EMPTY, extensions));
  }

  /// Of the recipe only the sub-recipes reach the agent: as in goosed its limits, retries and
  /// schema do not hold in runs.
  private void requireReady(SessionId session, Recipe recipe) throws InterruptedException {
    try (AgentUse use = parts.agents().use(session)) {
      Agent agent = use.agent();
      agent.offerSubRecipes(recipe);
      parts.turns().requireReady(agent);
    }
  }

  private @Nullable String turn(ActiveRun run, SessionId session, JobId job, Recipe recipe)
      throws InterruptedException {
    Message message = message(recipe);
    String title = recipe.json().text("title").orElse(null);
    try (var _ = parts.budgets().job(session, job.text(), title)) {
      RunTurnListener listener =
          new RunTurnListener(
              parts.settings().approvalTimeout(job),
              now -> shown.stands(run.entry(), now),
              parts.clock());
      UnwatchedTurn.Report report = parts.turns().run(session, message, run.work(), listener);
      shown.reports(run.entry(), report.outcome().lastWords(), listener.asked());
      return report.problem();
    } finally {
      file(session, job, recipe);
    }
  }

  private Message message(Recipe recipe) {
    String text =
        recipe
            .task()
            .orElseThrow(() -> new RunFailed("The recipe has neither prompt nor instructions"));
    return Message.user(null, parts.clock().instant().getEpochSecond(), new Content.Text(text));
  }

  /// As in goosed, the session is one of the job's only when the run is over.
  private void file(SessionId session, JobId job, Recipe recipe) {
    try {
      parts
          .sessions()
          .update(
              session,
              details ->
                  details
                      .withOrigin(new SessionOrigin(SessionType.SCHEDULED, job.text()))
                      .withRecipe(AttachedRecipe.of(recipe.json())));
    } catch (SessionNotFound _) {
      // Its user does not want it.
    }
  }
}
