package dev.gander.application.reply;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.AgentCatchUp;
import dev.gander.application.agent.AgentUse;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.budget.Budgets;
import dev.gander.application.budget.TurnTab;
import dev.gander.application.command.AgentCommands;
import dev.gander.application.command.CommandResult;
import dev.gander.application.hook.TurnHooks;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.OpenCalls;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.StaleFence;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Failed.Reason;
import dev.gander.domain.turn.TurnEvent.Finished.Ending;
import dev.gander.domain.turn.TurnLeases.Lease;
import dev.gander.domain.turn.TurnRequest;
import dev.gander.domain.turn.TurnStage;
import dev.gander.domain.turn.UnknownQuestion;
import dev.gander.domain.turn.Workplace;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs a turn, from the user's message to its end. Thread-safe.
public final class ReplyToMessage {
  private static final System.Logger LOG = System.getLogger(ReplyToMessage.class.getName());

  private final LiveAgents agents;
  private final AgentCatchUp catchUp;
  private final SessionStore sessions;
  private final ConversationStore conversations;
  private final CallsLeftOpen leftOpen;
  private final UserQuestions questions;
  private final AgentCommands commands;
  private final TurnHooks hooks;
  private final CommandResults results;
  private final ClearConversation clear;
  private final CompactCommand compact;
  private final TurnEngine engine;
  private final Budgets budgets;

  public ReplyToMessage(
      LiveAgents agents,
      AgentCatchUp catchUp,
      SessionStore sessions,
      ConversationStore conversations,
      UserQuestions questions,
      AgentCommands commands,
      TurnHooks hooks,
      TurnEngine engine,
      Budgets budgets,
      Clock clock) {
    this.agents = agents;
    this.catchUp = catchUp;
    this.sessions = sessions;
    this.conversations = conversations;
    this.leftOpen = new CallsLeftOpen(conversations, questions, clock);
    this.questions = questions;
    this.commands = commands;
    this.hooks = hooks;
    this.results = new CommandResults(clock);
    this.clear = new ClearConversation(sessions, clock);
    this.compact = new CompactCommand(clock);
    this.engine = engine;
    this.budgets = budgets;
  }

  /// Runs one turn in the calling thread and reports it to `sink`. Returns when the turn is over;
  /// failures are events, except those of `sink`, which are thrown. When cancelled by
  /// `cancellation` or by an interrupt, it stores what is complete, emits [TurnEvent.Finished] and
  /// returns, with the interrupt flag as others set it.
  ///
  /// @param tokens the session's counts before the turn
  /// @param request acquires the right to run
  public void reply(
      TurnRequest command,
      TokenState tokens,
      Cancellation cancellation,
      ReplySink sink,
      LeaseRequest request) {
    TurnOutput output =
        new TurnOutput(command.sessionId(), conversations, cancellation, sink, tokens);
    cancellation.enter();
    try {
      reply(command, output, cancellation, request);
    } catch (TurnOutput.LostClient e) {
      throw e.reason();
    } finally {
      cancellation.exit();
    }
  }

  /// Goes on with a turn that waited for its user when its server ended. Otherwise like [#reply].
  public void goOn(
      SessionId id,
      TokenState tokens,
      Cancellation cancellation,
      ReplySink sink,
      LeaseRequest request) {
    TurnOutput output = new TurnOutput(id, conversations, cancellation, sink, tokens);
    cancellation.enter();
    try {
      guarded(id, output, cancellation, () -> goOn(id, output, request));
    } catch (TurnOutput.LostClient e) {
      throw e.reason();
    } finally {
      cancellation.exit();
    }
  }

  private void goOn(SessionId id, TurnOutput output, LeaseRequest request)
      throws InterruptedException {
    withAgent(
        id,
        output,
        request,
        (agent, session, _) -> {
          output.tokens(session.tokens());
          List<Message> conversation = conversations.messages(id);
          List<OpenCalls> open = OpenCalls.in(conversation);
          if (open.isEmpty()) {
            return; // It has gone on already, and told its end.
          }
          Optional<TurnEngine.Start> start = start(agent, session, conversation, output, null);
          if (start.isPresent()) {
            output.begun();
            run(start.get(), () -> engine.goOn(start.get(), open));
          }
        });
  }

  private void reply(
      TurnRequest command, TurnOutput output, Cancellation cancellation, LeaseRequest request) {
    guarded(command.sessionId(), output, cancellation, () -> reply(command, output, request));
  }

  private void reply(TurnRequest command, TurnOutput output, LeaseRequest request)
      throws InterruptedException {
    if (answersQuestion(command)) {
      finish(output);
      return;
    }
    withAgent(
        command.sessionId(),
        output,
        request,
        (agent, session, fence) -> {
          Optional<TurnEngine.Start> start = begin(agent, session, command, output, fence);
          if (start.isPresent()) {
            output.begun();
            run(start.get(), () -> engine.run(start.get()));
          }
        });
  }

  /// What a turn does once it may run.
  @FunctionalInterface
  private interface Course {
    void run(Agent agent, Session session, Fence fence) throws InterruptedException;
  }

  private void withAgent(SessionId id, TurnOutput output, LeaseRequest request, Course course)
      throws InterruptedException {
    try (Lease lease = request.acquire();
        AgentUse use = used(id, output);
        var _ = use.agent().quotas().beginTurn()) {
      output.holds(lease.fence());
      Session session = sessions.get(id);
      catchUp.catchUp(use.agent(), session);
      try (TurnTab tab = budgets.begin(session)) {
        output.charges(tab);
        course.run(use.agent(), session, lease.fence());
      }
    }
  }

  /// A part of a turn.
  @FunctionalInterface
  private interface Work {
    void run() throws InterruptedException;
  }

  private static void guarded(
      SessionId id, TurnOutput output, Cancellation cancellation, Work work) {
    try {
      work.run();
    } catch (InterruptedException e) {
      output.emit(TurnEvent.Finished.stop(output.tokens(), Ending.CANCELLED));
      restoreInterrupt(cancellation);
    } catch (SessionNotFound e) {
      fail(output, Reason.UNKNOWN_SESSION, e.text());
    } catch (UnknownQuestion e) {
      fail(output, Reason.UNKNOWN_QUESTION, e.text());
    } catch (StaleFence e) {
      cancellation.cancel(Interruption.SUDDEN_END);
      fail(output, e.text());
    } catch (GanderException e) {
      fail(output, e.text());
    } catch (TurnOutput.LostClient e) {
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "session " + id + ": turn could not begin", e);
      fail(output, "Internal error");
    }
  }

  private AgentUse used(SessionId id, TurnOutput output) throws InterruptedException {
    output.at(TurnStage.STARTING_AGENT);
    return agents.use(id);
  }

  /// Answers calls that a killed server has left without an answer.
  public CallsLeftOpen leftOpen() {
    return leftOpen;
  }

  /// The questions of turns.
  public UserQuestions questions() {
    return questions;
  }

  /// Stores the user's message and collects what the engine needs; empty if the engine has nothing
  /// to do.
  private Optional<TurnEngine.Start> begin(
      Agent agent, Session session, TurnRequest command, TurnOutput output, Fence fence)
      throws InterruptedException {
    output.tokens(session.tokens());
    List<Message> conversation = new ArrayList<>(history(command, output, fence));
    hooks.received(agent, command.userMessage().text());
    if (clear.isAsked(command.userMessage())) {
      clear.clear(command, output);
      finish(output);
      return Optional.empty();
    }
    if (compact.isAsked(command.userMessage())) {
      Optional<TurnEngine.Start> start = start(agent, session, conversation, output, null);
      if (start.isPresent()) {
        compact.run(engine, start.get(), command.userMessage());
        finish(output);
      }
      return Optional.empty();
    }
    CommandResult result = commands.run(command.userMessage(), agent);
    if (results.tell(command.userMessage(), result, conversation, output)) {
      return start(agent, session, conversation, output, command.workplace());
    }
    finish(output);
    return Optional.empty();
  }

  private static Optional<TurnEngine.Start> start(
      Agent agent,
      Session session,
      List<Message> conversation,
      TurnOutput output,
      @Nullable Workplace workplace)
      throws InterruptedException {
    Optional<ConfiguredModel> model = agent.modelForTurn();
    if (model.isEmpty()) {
      fail(output, Reason.NO_MODEL, "The session has no model yet");
    }
    return model.map(
        it -> new TurnEngine.Start(agent, session, it, conversation, output, workplace));
  }

  private List<Message> history(TurnRequest command, TurnOutput output, Fence fence) {
    List<Message> replacement = command.overrideConversation();
    return replacement == null
        ? leftOpen.close(command.sessionId(), fence)
        : output.replace(_ -> replacement);
  }

  /// From here on every outcome is followed by `Finished`.
  private static void run(TurnEngine.Start start, Work work) throws InterruptedException {
    SessionId id = start.session().id();
    try {
      work.run();
    } catch (SessionNotFound | StaleFence e) {
      LOG.log(Level.DEBUG, "session {0} was deleted or taken over during its turn", id);
    } catch (TurnOutput.LostClient e) {
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "session " + id + ": turn failed", e);
      fail(start.output(), e instanceof GanderException known ? known.text() : "Internal error");
    }
    finish(start.output());
  }

  /// If the message answers an extension's question, delivers and stores the answer.
  ///
  /// @return false if it does not
  /// @throws dev.gander.domain.turn.UnknownQuestion if the question is not open in this session
  public boolean answersQuestion(TurnRequest command) {
    Optional<Action.ElicitationResponse> response = command.answer();
    response.ifPresent(
        answer ->
            questions.elicited(
                command.sessionId(),
                answer.id(),
                new Elicited(
                    Objects.requireNonNullElse(answer.reply(), "accept"), answer.userData()),
                () -> conversations.append(command.sessionId(), List.of(command.userMessage()))));
    return response.isPresent();
  }

  private static void finish(TurnOutput output) {
    output.emit(TurnEvent.Finished.stop(output.tokens(), output.ending()));
  }

  private static void fail(TurnOutput output, String error) {
    fail(output, Reason.OTHER, error);
  }

  private static void fail(TurnOutput output, Reason reason, String error) {
    output.emit(new TurnEvent.Failed(reason, error));
  }

  /// An interrupt that does not come from our cancellation belongs to the caller.
  private static void restoreInterrupt(Cancellation cancellation) {
    if (!cancellation.isCancelled()) {
      Thread.currentThread().interrupt();
    }
  }
}
