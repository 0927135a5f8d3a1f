package dev.gander.application.subagent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.AgentUse;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.SessionRecipe;
import dev.gander.application.budget.Budgets;
import dev.gander.application.reply.Cancellation;
import dev.gander.application.turn.TurnInbox;
import dev.gander.application.turn.TurnOutcome;
import dev.gander.application.turn.Turns;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.DelegatedUsage;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionOrigin;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.TurnNews;
import dev.gander.domain.turn.TurnRequest;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Runs sub-agents: each is one turn in a session of its own, with an agent of its own that ends
/// with it. Thread-safe.
final class SubAgents {
  private static final System.Logger LOG = System.getLogger(SubAgents.class.getName());
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final SessionStore sessions;
  private final LiveAgents agents;
  private final Turns turns;
  private final IdSource ids;
  private final Clock clock;
  private final Budgets budgets;

  SubAgents(
      SessionStore sessions,
      LiveAgents agents,
      Turns turns,
      IdSource ids,
      Clock clock,
      Budgets budgets) {
    this.budgets = budgets;
    this.sessions = sessions;
    this.agents = agents;
    this.turns = turns;
    this.ids = ids;
    this.clock = clock;
  }

  /// Creates the session of a sub-agent, which is in none of the user's lists.
  Child create(Assignment assignment, String name) {
    SessionDetails details =
        SessionDetails.of(name, assignment.workingDir(), GooseMode.AUTO)
            .withOrigin(SessionOrigin.of(SessionType.SUB_AGENT))
            .withModel(assignment.model())
            .withExtensionData(EnabledExtensions.write(JsonObject.EMPTY, assignment.extensions()));
    return new Child(sessions.create(details).id(), assignment);
  }

  /// Runs a sub-agent to its end. What it used is then counted for the session that delegated.
  ///
  /// @throws InterruptedException if interrupted; then the sub-agent is stopped
  ChildEnd run(Child child, ChildListener listener) throws InterruptedException {
    if (child.isStopped()) {
      return ended(child, Optional.empty(), new TurnOutcome());
    }
    // Its extensions start in the same surroundings.
    agents
        .find(child.assignment().parent())
        .flatMap(Agent::client)
        .ifPresent(client -> agents.open(child.id(), client));
    try (AgentUse use = agents.use(child.id());
        var _ = budgets.delegate(child.id(), child.assignment().parent())) {
      if (use.agent().model().isEmpty()) {
        return ChildEnd.failed("The model of the sub-agent cannot be used");
      }
      SessionRecipe.bind(use.agent(), child.assignment().recipe());
      return turn(child, listener);
    } catch (GanderException e) {
      return ended(child, Optional.of(e.text()), new TurnOutcome());
    } finally {
      stop(child);
      count(child);
    }
  }

  /// Ends a sub-agent and all its processes.
  void stop(Child child) {
    child.stop();
    agents.stop(child.id());
  }

  private ChildEnd turn(Child child, ChildListener listener) throws InterruptedException {
    TurnInbox inbox = new TurnInbox();
    Cancellation cancellation = turns.start(ids.uuid(), request(child), Admission.QUEUE, inbox);
    child.runs(cancellation);
    try (var questions = new ChildQuestions(child.id(), listener, turns, ids)) {
      TurnOutcome outcome =
          followed(inbox, new ChildActivity(child.id(), listener::toolCalled), questions);
      return ended(child, outcome.problem(), outcome);
    } finally {
      inbox.leave();
      cancellation.cancel();
    }
  }

  private TurnRequest request(Child child) {
    Content text = new Content.Text(child.assignment().message());
    Message message = Message.user(null, clock.instant().getEpochSecond(), text);
    return new TurnRequest(child.id(), message, null);
  }

  private static TurnOutcome followed(
      TurnInbox inbox, ChildActivity activity, ChildQuestions questions)
      throws InterruptedException {
    TurnOutcome outcome = new TurnOutcome();
    TurnNews news = inbox.next(LOOK);
    while (!(news instanceof TurnNews.Over)) {
      if (news instanceof TurnNews.Told(var event)) {
        outcome.note(event);
        activity.note(event);
        questions.note(event);
      }
      news = inbox.next(LOOK);
    }
    return outcome;
  }

  private static ChildEnd ended(Child child, Optional<String> problem, TurnOutcome outcome) {
    if (child.isStopped()) {
      return new ChildEnd(
          ChildEnd.Outcome.CANCELLED,
          "The sub-agent was stopped",
          outcome.lastWords(),
          outcome.answers());
    }
    return new ChildEnd(
        problem.isPresent() ? ChildEnd.Outcome.FAILED : ChildEnd.Outcome.COMPLETED,
        problem.orElse(""),
        outcome.lastWords(),
        outcome.answers());
  }

  private void count(Child child) {
    try {
      TokenState used = sessions.find(child.id()).map(Session::tokens).orElse(TokenState.UNKNOWN);
      SessionId parent = child.assignment().parent();
      sessions.update(
          parent,
          details -> {
            JsonObject data = details.extensionData();
            return details.withExtensionData(DelegatedUsage.in(data).plus(used).writtenTo(data));
          });
    } catch (SessionNotFound _) {
      // It was deleted, and its sub-agents were stopped.
    } catch (StorageException e) {
      LOG.log(Level.ERROR, "what sub-agent {0} used is not counted: {1}", child.id(), e.text());
    }
  }
}
