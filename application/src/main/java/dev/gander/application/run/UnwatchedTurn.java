package dev.gander.application.run;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.ExtensionReload;
import dev.gander.application.reply.Cancellation;
import dev.gander.application.turn.TurnInbox;
import dev.gander.application.turn.TurnOutcome;
import dev.gander.application.turn.TurnWatch;
import dev.gander.application.turn.Turns;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnNews;
import dev.gander.domain.turn.TurnRequest;
import dev.gander.domain.turn.TurnStage;
import dev.gander.domain.turn.TurnStanding;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs turns that nobody watches, and finds out whether anything went wrong.
public record UnwatchedTurn(SessionStore sessions, Turns turns, TurnWatch watch, IdSource ids) {
  private static final Duration LOOK = Duration.ofMillis(200);

  /// Hears how a turn is getting on, from the thread that waits for its end.
  public interface Listener {
    void told(TurnEvent event);

    /// Called again and again.
    ///
    /// @param waiting how long the turn has waited for its user; empty if it does not
    /// @return why the turn has to end now; empty if it may go on
    Optional<String> waits(Optional<Duration> waiting);
  }

  /// What is missing ends a run before its turn begins.
  ///
  /// @throws RunFailed if an extension of the session did not start, or there is no model
  public void requireReady(Agent agent) throws InterruptedException {
    Optional<ExtensionLoadResult> failed =
        new ExtensionReload(sessions)
            .load(agent).stream().filter(result -> !result.succeeded()).findFirst();
    if (failed.isPresent()) {
      throw new RunFailed(
          "The extension '" + failed.get().name() + "' did not start: " + failed.get().error());
    }
    requireModel(agent);
  }

  static void requireModel(Agent agent) {
    if (agent.model().isEmpty()) {
      throw new RunFailed("The model of the session cannot be used");
    }
  }

  /// See [dev.gander.application.turn.OtherNodes#cutOff].
  public void cutOff(SessionId session, String server) {
    turns.cutOff(session, server);
  }

  /// What came of a turn.
  ///
  /// @param problem what went wrong; null if nothing did
  public record Report(@Nullable String problem, TurnOutcome outcome) {}

  /// Waits for the end of a turn, which it starts.
  ///
  /// @param work stops the turn
  public Report run(SessionId session, Message message, StoppableWork work, Listener listener)
      throws InterruptedException {
    return run(session, ids.uuid(), message, work, listener);
  }

  /// @param requestId that of the turn
  Report run(
      SessionId session, String requestId, Message message, StoppableWork work, Listener listener)
      throws InterruptedException {
    TurnInbox inbox = new TurnInbox(work::isOurs);
    TurnRequest request = new TurnRequest(session, message, null);
    Cancellation turn = turns.start(requestId, request, Admission.QUEUE, inbox);
    return report(session, inbox, turn, work, listener);
  }

  /// Like [#run], for a turn that waited for its user when its server ended.
  ///
  /// @return empty if it runs already, or has gone on before
  Optional<Report> goOn(SessionId session, String requestId, StoppableWork work, Listener listener)
      throws InterruptedException {
    TurnInbox inbox = new TurnInbox(work::isOurs);
    Optional<Cancellation> turn = turns.goOn(session, requestId, inbox);
    return turn.isEmpty()
        ? Optional.empty()
        : Optional.of(report(session, inbox, turn.get(), work, listener));
  }

  private Report report(
      SessionId session,
      TurnInbox inbox,
      Cancellation cancellation,
      StoppableWork work,
      Listener listener)
      throws InterruptedException {
    work.hasTurn(cancellation);
    try {
      TurnOutcome outcome = new TurnOutcome();
      String impatience = follow(session, inbox, cancellation, outcome, listener);
      String problem = impatience == null ? outcome.problem().orElse(null) : impatience;
      return new Report(
          problem == null && cancellation.isCancelled() ? "The turn was cancelled" : problem,
          outcome);
    } finally {
      inbox.leave();
      cancellation.cancel();
    }
  }

  /// @return why the listener has ended it; null if it has not
  private @Nullable String follow(
      SessionId session,
      TurnInbox inbox,
      Cancellation cancellation,
      TurnOutcome outcome,
      Listener listener)
      throws InterruptedException {
    String impatience = null;
    long looked = System.nanoTime();
    TurnNews news = inbox.next(LOOK);
    while (!(news instanceof TurnNews.Over)) {
      if (news instanceof TurnNews.Told(TurnEvent event)) {
        outcome.note(event);
        listener.told(event);
      }
      if (impatience == null && System.nanoTime() - looked >= LOOK.toNanos()) {
        looked = System.nanoTime();
        impatience = listener.waits(waiting(session)).orElse(null);
        if (impatience != null) {
          cancellation.cancel();
        }
      }
      news = inbox.next(LOOK);
    }
    return impatience;
  }

  private Optional<Duration> waiting(SessionId session) {
    return watch.of(session).stream()
        .filter(turn -> turn.stage() == TurnStage.AWAITING_USER)
        .map(TurnStanding::lasting)
        .findFirst();
  }
}
