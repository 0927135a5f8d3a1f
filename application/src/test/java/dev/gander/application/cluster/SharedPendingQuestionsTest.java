package dev.gander.application.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.turn.PendingQuestions;
import dev.gander.domain.turn.PendingQuestions.Claim;
import dev.gander.domain.turn.PendingQuestions.Kind;
import dev.gander.domain.turn.PendingQuestions.Question;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.cluster.InMemoryLeaseTable;
import dev.gander.testkit.cluster.InMemorySharedQuestions;
import dev.gander.testkit.turn.PendingQuestionsContract;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedPendingQuestionsTest implements PendingQuestionsContract {
  private final InMemoryLeaseTable.Rows leases = new InMemoryLeaseTable.Rows();
  private final InMemorySharedQuestions.Rows rows = new InMemorySharedQuestions.Rows(leases);

  @Override
  public PendingQuestions questions() {
    return node("a");
  }

  private PendingQuestions node(String name) {
    new InMemoryLeaseTable(leases, name).renew(Map.of(), Duration.ofMinutes(5));
    return new SharedPendingQuestions(new InMemorySharedQuestions(rows, name), PATIENCE);
  }

  @Test
  void anAnswerGivenOnAnotherNodeReachesTheTurnThatWaits() throws Exception {
    PendingQuestions b = node("b");
    try (Question question = node("a").open(SESSION, Kind.CONFIRMATION, "q")) {
      FutureTask<QuestionAnswer> waiting = new FutureTask<>(question::await);
      Thread.ofVirtual().start(waiting);

      b.claim(SESSION, Kind.CONFIRMATION, "q").orElseThrow().answer(new QuestionAnswer.Lost("x"));

      assertEquals(
          new QuestionAnswer.Lost("x"), waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
  }

  @Test
  void whoeverRepeatsAnAnswerWaitsForTheNodeThatHasItAndTakesOverWhenItDies() throws Exception {
    PendingQuestions b = node("b");
    try (Question question = node("a").open(SESSION, Kind.CONFIRMATION, "q")) {
      Claim lost = b.claim(SESSION, Kind.CONFIRMATION, "q").orElseThrow();
      FutureTask<Optional<Claim>> repeated =
          new FutureTask<>(() -> node("c").claim(SESSION, Kind.CONFIRMATION, "q"));
      Thread repeating = Thread.ofPlatform().daemon().start(repeated);
      Eventually.holds(() -> repeating.getState() == Thread.State.TIMED_WAITING);

      leases.bury("b");
      Claim again = repeated.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).orElseThrow();
      lost.answer(new QuestionAnswer.Lost("late"));
      again.answer(new QuestionAnswer.Lost("again"));

      assertEquals(new QuestionAnswer.Lost("again"), question.await());
    }
  }

  @Test
  void whoeverRepeatsAnAnswerThatArrivesIsLate() throws Exception {
    PendingQuestions b = node("b");
    try (Question question = node("a").open(SESSION, Kind.CONFIRMATION, "q")) {
      Claim first = b.claim(SESSION, Kind.CONFIRMATION, "q").orElseThrow();
      FutureTask<Optional<Claim>> repeated =
          new FutureTask<>(() -> node("c").claim(SESSION, Kind.CONFIRMATION, "q"));
      Thread repeating = Thread.ofPlatform().daemon().start(repeated);
      Eventually.holds(() -> repeating.getState() == Thread.State.TIMED_WAITING);

      first.answer(new QuestionAnswer.Lost("first"));

      assertEquals(Optional.empty(), repeated.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertEquals(new QuestionAnswer.Lost("first"), question.await());
    }
  }
}
