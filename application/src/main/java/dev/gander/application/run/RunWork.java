package dev.gander.application.run;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.AgentSetUp;
import dev.gander.application.agent.AgentUse;
import dev.gander.application.turn.TurnOutcome;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunReport;
import dev.gander.domain.run.RunState;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Does the work of runs: one turn in a session of the run's own, or in one that exists.
///
/// @param setUp of sessions that exist
/// @param schemas of answers
public record RunWork(
    RunPlans plans,
    UnwatchedTurn turns,
    AgentSetUp setUp,
    ConversationStore conversations,
    StructuredAnswers schemas,
    Clock clock) {
  private static final String GO_ON =
      "The server was restarted while you were at work. Calls that were under way are marked as"
          + " interrupted; they may have had an effect. Look at what is done, and go on from there.";

  /// Works in the calling thread until the end.
  ///
  /// @throws RunFailed if it came to nothing
  /// @throws dev.gander.domain.error.GanderException if something that it needs is missing
  /// @throws InterruptedException if it was stopped; what it used is stored in its session
  RunEnding run(Run run, StoppableWork work, RunProgress progress) throws InterruptedException {
    boolean isItsOwn = run.request().session() == null;
    Optional<Recipe> recipe = Optional.ofNullable(run.recipe()).map(Recipe::new);
    SessionId session = session(run, recipe);
    try {
      progress.runsIn(session);
      try (AgentUse use = setUp.agents().use(session)) {
        prepare(use.agent(), run, recipe);
        return turn(run, recipe, session, work, progress);
      }
    } catch (SessionNotFound _) {
      throw new RunFailed("The session was deleted during the run");
    } finally {
      if (isItsOwn) {
        setUp.agents().stop(session);
      }
    }
  }

  private SessionId session(Run run, Optional<Recipe> recipe) {
    return run.session() == null
        ? setUp.sessions().create(plans.details(run, recipe)).id()
        : run.session();
  }

  /// A session that exists goes on as it would for its user.
  private void prepare(Agent agent, Run run, Optional<Recipe> recipe) throws InterruptedException {
    if (run.request().session() != null) {
      var _ = setUp.of(setUp.sessions().get(agent.sessionId()));
      return;
    }
    Optional<Recipe> limited = limited(run, recipe);
    limited.ifPresent(it -> setUp.recipes().apply(agent, it));
    turns.requireReady(agent);
  }

  private static Optional<Recipe> limited(Run run, Optional<Recipe> recipe) {
    Long turns = run.request().limits().maxTurns();
    if (turns == null) {
      return recipe;
    }
    Recipe bare = recipe.orElseGet(() -> new Recipe(JsonObject.EMPTY));
    return Optional.of(bare.withLimits(turns, Optional.empty()));
  }

  private RunEnding turn(
      Run run, Optional<Recipe> recipe, SessionId id, StoppableWork work, RunProgress progress)
      throws InterruptedException {
    List<Message> said = run.attempts() > 1 ? conversations.messages(id) : List.of();
    Spent before = run.request().session() == null ? Spent.NOTHING : spent(id);
    if (isAnswered(said)) {
      return new RunEnding(
          RunState.SUCCEEDED,
          null,
          new RunReport(said.getLast().text(), null, spent(id).tokens(), spent(id).cost(), List.of()));
    }
    Message message = said.isEmpty() ? first(run, recipe) : again();
    RunTurnListener listener = new RunTurnListener(progress, clock);
    UnwatchedTurn.Report turn = turns.run(id, message, work, listener);
    Spent used = spent(id).since(before);
    Optional<Json> structured = schemas.of(recipe, turn.outcome().lastWords());
    RunReport report =
        new RunReport(
            turn.outcome().lastWords(),
            structured.orElse(null),
            used.tokens(),
            used.cost(),
            listener.asked());
    return ending(recipe, turn, structured.isPresent(), report);
  }

  private Spent spent(SessionId id) {
    return Spent.in(setUp.sessions().get(id));
  }
}
