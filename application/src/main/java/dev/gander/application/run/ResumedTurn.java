package dev.gander.application.run;

import dev.gander.application.approval.Resumption;
import dev.gander.domain.run.Run;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Goes on with the turn of a run that waited for a person when its server ended: as soon as they
/// have answered, and within the limits of the run.
public record ResumedTurn(Resumption resumption, UnwatchedTurn turns, Clock clock) {
  private static final System.Logger LOG = System.getLogger(ResumedTurn.class.getName());

  /// How soon it is noticed that a question was withdrawn.
  private static final Duration LOOK = Duration.ofSeconds(1);

  /// Whether a run waits for a person, and can go on waiting with the next server.
  boolean outlives(Run run) {
    return run.session() != null && resumption.outlives(run.session(), run.turnId());
  }

  /// Withdraws the question of a run that will not go on.
  void withdraw(Run run) {
    SessionId session = run.session();
    if (session != null && resumption.outlives(session, run.turnId())) {
      turns.turns().cancel(session, run.turnId());
    }
  }

  /// @return empty if somebody else has let the turn go on before; it has ended then
  /// @throws RunFailed if somebody says something else than an answer
  Optional<UnwatchedTurn.Report> run(
      SessionId session, String requestId, StoppableWork work, RunTurnListener listener)
      throws InterruptedException {
    try (Resumption.Lead lead = resumption.lead(session)) {
      awaitAnswers(session, lead, requestId, listener);
      Optional<UnwatchedTurn.Report> wentOn = turns.goOn(session, requestId, work, listener);
      awaitEnd(session, requestId);
      return wentOn;
    } catch (InterruptedException e) {
      if (work.isCancelled()) {
        turns.turns().cancel(session, requestId);
      }
      throw e;
    }
  }

  /// The first answer is enough: the turn asks again what is still open.
  private void awaitAnswers(
      SessionId session, Resumption.Lead lead, String requestId, RunTurnListener listener)
      throws InterruptedException {
    List<AskedQuestion> left = lead.left(requestId);
    left.forEach(listener::wasAsked);
    if (left.stream().anyMatch(AskedQuestion::isOpen)) {
      LOG.log(Level.INFO, "session {0}: its run waits again for an answer", session);
    }
    while (!left.isEmpty() && left.stream().allMatch(AskedQuestion::isOpen)) {
      Instant since = left.getFirst().since();
      var _ = listener.waits(Optional.of(Duration.between(since, clock.instant())));
      lead.await(LOOK);
      left = lead.left(requestId);
      if (left.isEmpty()) {
        throw new RunFailed("Somebody has said something else in the session than an answer");
      }
    }
    var _ = listener.waits(Optional.empty());
  }

  /// For a turn that somebody else has let go on.
  private void awaitEnd(SessionId session, String requestId) throws InterruptedException {
    while (turns.turns().running(session).stream()
        .anyMatch(turn -> turn.requestId().equals(requestId))) {
      Thread.sleep(LOOK);
    }
  }
}
