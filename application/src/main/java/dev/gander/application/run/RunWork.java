package dev.gander.application.run;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.AgentSetUp;
import dev.gander.application.agent.AgentUse;
import dev.gander.application.budget.Budgets;
import dev.gander.application.turn.TurnPlaces;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.node.NodeNeeds;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunQuestion;
import dev.gander.domain.run.RunReport;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunState;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.tool.JsonSchemas;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Does the work of runs: one turn in a session of the run's own, or in one that exists.
///
/// @param resumed goes on with what earlier servers have left
/// @param setUp of sessions that exist
/// @param schemas checks answers that have to be of a particular form
public record RunWork(
    RunPlans plans,
    ResumedTurn resumed,
    AgentSetUp setUp,
    Budgets budgets,
    ConversationStore conversations,
    JsonSchemas schemas,
    JsonReader json,
    Clock clock)
    implements RunExecution {
  private static final String GO_ON =
      "The server was restarted while you were at work. Calls that were under way are marked as"
          + " interrupted; they may have had an effect. Look at what is done, and go on from there.";

  @Override
  public boolean outlives(Run run) {
    return resumed.outlives(run);
  }

  @Override
  public void withdraw(Run run) {
    resumed.withdraw(run);
  }

  @Override
  public void cutOff(SessionId session, String server) {
    resumed.turns().cutOff(session, server);
  }

  private TurnPlaces places() {
    return resumed.turns().turns().places();
  }

  /// See [RunRecipes#prepare].
  @Nullable JsonObject prepare(RunRequest request) {
    if (!request.surroundings().labels().isEmpty()) {
      places().requireOthers();
    }
    return plans.prepare(
        request, folder -> !places().having(new NodeNeeds(NodeLabels.NONE, folder)).isEmpty());
  }

  @Override
  public Optional<ClusterNode> elsewhere(Supplier<Optional<Run>> run) {
    return places().areHereOnly() ? Optional.empty() : run.get().flatMap(this::elsewhere);
  }

  private Optional<ClusterNode> elsewhere(Run run) {
    try {
      requirePlace(run);
      return Optional.empty();
    } catch (WrongNode e) {
      return e.fitting().stream().findFirst();
    } catch (SessionNotFound _) {
      return Optional.empty();
    }
  }

  /// @throws WrongNode if it cannot be worked on here
  private void requirePlace(Run run) {
    places().require("Run " + run.id(), run.request().surroundings().needs());
    if (run.session() != null && !places().areHereOnly()) {
      places().require(setUp.sessions().get(run.session()));
    }
  }

  @Override
  public RunEnding run(Run run, StoppableWork work, RunProgress progress)
      throws InterruptedException {
    requirePlace(run);
    boolean isItsOwn = run.request().session() == null;
    Optional<Recipe> recipe = Optional.ofNullable(run.recipe()).map(Recipe::new);
    SessionId session = session(run, recipe);
    try {
      progress.runsIn(session);
      try (AgentUse use = setUp.agents().use(session)) {
        prepare(use.agent(), run, recipe);
        return limited(run, recipe, session, work, progress);
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
    if (run.session() != null) {
      return run.session();
    }
    SessionId made = setUp.sessions().create(plans.details(run, recipe)).id();
    places().bind(made, run.request().surroundings().labels());
    return made;
  }

  /// A session that exists goes on as it would for its user.
  private void prepare(Agent agent, Run run, Optional<Recipe> recipe) throws InterruptedException {
    if (run.request().session() != null) {
      var _ = setUp.of(setUp.sessions().get(agent.sessionId()));
      return;
    }
    Optional<Recipe> limited = limited(run, recipe);
    limited.ifPresent(it -> setUp.recipes().apply(agent, it));
    resumed.turns().requireReady(agent);
  }

  private RunEnding limited(
      Run run, Optional<Recipe> recipe, SessionId id, StoppableWork work, RunProgress progress)
      throws InterruptedException {
    SpendingLimits limits = run.request().limits().spending();
    try (var _ = budgets.run(id, run.id().text(), limits)) {
      return turn(run, recipe, id, work, progress);
    }
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
    RunTurnListener listener = new RunTurnListener(Optional.empty(), progress::stands, clock);
    Spent before = run.request().session() == null ? Spent.NOTHING : spent(id);
    boolean wasLeft = run.state() == RunState.WAITING;
    if (wasLeft) {
      Optional<UnwatchedTurn.Report> wentOn = resumed.run(id, run.turnId(), work, listener);
      if (wentOn.isPresent()) {
        return ending(recipe, wentOn.get(), spent(id).since(before), listener);
      }
    }
    List<Message> said = wasLeft || run.attempts() > 1 ? conversations.messages(id) : List.of();
    if (isAnswered(said)) {
      String words = said.getLast().text();
      return ending(recipe, null, report(recipe, words, spent(id), listener.asked()));
    }
    Message message = said.isEmpty() ? first(run, recipe) : goingOn();
    UnwatchedTurn.Report turn = resumed.turns().run(id, run.turnId(), message, work, listener);
    return ending(recipe, turn, spent(id).since(before), listener);
  }

  private RunEnding ending(
      Optional<Recipe> recipe, UnwatchedTurn.Report turn, Spent used, RunTurnListener listener) {
    RunReport report = report(recipe, turn.outcome().lastWords(), used, listener.asked());
    return turn.outcome()
        .limit()
        .map(limit -> new RunEnding(RunState.LIMIT, limit, report))
        .orElseGet(() -> ending(recipe, turn.problem(), report));
  }

  /// The server died between the last word and the note of it.
  private static boolean isAnswered(List<Message> said) {
    return !said.isEmpty()
        && said.getLast().role() == Role.ASSISTANT
        && said.getLast().toolRequests().isEmpty()
        && !said.getLast().text().isBlank();
  }

  private Message first(Run run, Optional<Recipe> recipe) {
    String prompt = run.request().task().prompt();
    String text =
        Optional.ofNullable(prompt)
            .filter(Predicate.not(String::isBlank))
            .or(() -> recipe.flatMap(Recipe::task))
            .orElseThrow(() -> new RunFailed("The recipe has neither prompt nor instructions"));
    return Message.user(null, now(), new Content.Text(text));
  }

  private Message goingOn() {
    return Message.user(null, now(), new Content.Text(GO_ON))
        .withMetadata(MessageMetadata.AGENT_ONLY);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private RunReport report(
      Optional<Recipe> recipe, String words, Spent used, List<RunQuestion> asked) {
    Json structured =
        recipe
            .flatMap(Recipe::responseSchema)
            .flatMap(schema -> answer(schema, words))
            .orElse(null);
    return new RunReport(words, structured, used.tokens(), used.cost(), asked);
  }

  /// Empty if the words are not JSON that satisfies the schema.
  private Optional<Json> answer(JsonObject schema, String words) {
    try {
      Json answer = json.parse(words);
      return schemas.problems(schema, answer).isEmpty() ? Optional.of(answer) : Optional.empty();
    } catch (InvalidInput _) {
      return Optional.empty();
    }
  }

  private static RunEnding ending(
      Optional<Recipe> recipe, @Nullable String problem, RunReport report) {
    if (problem != null) {
      return new RunEnding(RunState.FAILED, problem, report);
    }
    boolean isMissing =
        recipe.flatMap(Recipe::responseSchema).isPresent() && report.structured() == null;
    return isMissing
        ? new RunEnding(
            RunState.FAILED, "The model handed in no answer that satisfies the schema", report)
        : new RunEnding(RunState.SUCCEEDED, null, report);
  }

  private Spent spent(SessionId id) {
    return Spent.in(setUp.sessions().get(id));
  }
}
