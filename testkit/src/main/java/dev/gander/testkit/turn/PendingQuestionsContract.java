package dev.gander.testkit.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.PendingQuestions;
import dev.gander.domain.turn.PendingQuestions.Claim;
import dev.gander.domain.turn.PendingQuestions.Kind;
import dev.gander.domain.turn.PendingQuestions.Question;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract of every [PendingQuestions].
@Timeout(60)
public interface PendingQuestionsContract {
  SessionId SESSION = new SessionId("20260101_1");
  SessionId OTHER = new SessionId("20260101_2");
  Duration PATIENCE = Duration.ofSeconds(30);

  /// A new instance without open questions.
  PendingQuestions questions();

  private static QuestionAnswer answer(String text) {
    return new QuestionAnswer.Lost(text);
  }

  private static void answer(PendingQuestions questions, Kind kind, String id, String text) {
    questions.claim(SESSION, kind, id).orElseThrow().answer(answer(text));
  }

  @Test
  default void aQuestionIsOpenUntilSomebodyClaimsItOrItIsWithdrawn() {
    PendingQuestions questions = questions();
    assertFalse(questions.isOpen(SESSION, Kind.CONFIRMATION, "q"));
    try (Question _ = questions.open(SESSION, Kind.CONFIRMATION, "q")) {
      assertTrue(questions.isOpen(SESSION, Kind.CONFIRMATION, "q"));
      assertFalse(questions.isOpen(OTHER, Kind.CONFIRMATION, "q"));
      assertFalse(questions.isOpen(SESSION, Kind.ELICITATION, "q"));
      answer(questions, Kind.CONFIRMATION, "q", "yes");
      assertFalse(questions.isOpen(SESSION, Kind.CONFIRMATION, "q"));
    }
    questions.open(SESSION, Kind.ELICITATION, "r").close();
    assertFalse(questions.isOpen(SESSION, Kind.ELICITATION, "r"));
  }

  @Test
  default void whoeverWantsToKnowIsToldThatAQuestionIsSettled() throws Exception {
    PendingQuestions questions = questions();
    List<String> settled = new CopyOnWriteArrayList<>();
    questions.onceSettled(SESSION, Kind.CONFIRMATION, "q", () -> settled.add("none"));
    assertEquals(List.of("none"), settled);

    try (Question _ = questions.open(SESSION, Kind.CONFIRMATION, "q")) {
      questions.onceSettled(SESSION, Kind.CONFIRMATION, "q", () -> settled.add("claimed"));
      questions.onceSettled(SESSION, Kind.CONFIRMATION, "q", () -> settled.add("claimed"));
      assertEquals(List.of("none"), settled);
      assertTrue(questions.claim(SESSION, Kind.CONFIRMATION, "q").isPresent());
      Eventually.holds(() -> settled.equals(List.of("none", "claimed", "claimed")));
    }
    Question withdrawn = questions.open(SESSION, Kind.ELICITATION, "q");
    questions.onceSettled(SESSION, Kind.ELICITATION, "q", () -> settled.add("withdrawn"));
    withdrawn.close();
    withdrawn.close();
    Eventually.holds(() -> settled.getLast().equals("withdrawn"));
    Question older = questions.open(SESSION, Kind.ELICITATION, "r");
    questions.onceSettled(SESSION, Kind.ELICITATION, "r", () -> settled.add("replaced"));
    try (Question _ = questions.open(SESSION, Kind.ELICITATION, "r")) {
      older.close();
    }
    Eventually.holds(
        () -> settled.equals(List.of("none", "claimed", "claimed", "withdrawn", "replaced")));
  }

  @Test
  default void theAnswerReachesWhoAsked() throws Exception {
    for (Kind kind : Kind.values()) {
      theAnswerReachesWhoAsked(kind);
    }
  }

  private void theAnswerReachesWhoAsked(Kind kind) throws Exception {
    PendingQuestions questions = questions();
    try (Question question = questions.open(SESSION, kind, "q");
        Question another = questions.open(SESSION, kind, "r")) {
      FutureTask<QuestionAnswer> waiting = new FutureTask<>(question::await);
      Thread.ofVirtual().start(waiting);

      answer(questions, kind, "r", "two");
      answer(questions, kind, "q", "one");

      assertEquals(answer("one"), waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertEquals(Optional.of(answer("two")), another.await(PATIENCE));
    }
  }

  @Test
  default void anAnswerMayComeBeforeAnybodyWaits() throws Exception {
    PendingQuestions questions = questions();
    try (Question question = questions.open(SESSION, Kind.CONFIRMATION, "q")) {
      answer(questions, Kind.CONFIRMATION, "q", "early");

      assertEquals(answer("early"), question.await());
    }
  }

  @Test
  default void anAnswerOfAnotherSessionOrKindFindsNothing() {
    PendingQuestions questions = questions();
    try (Question _ = questions.open(SESSION, Kind.CONFIRMATION, "q")) {
      assertEquals(Optional.empty(), questions.claim(OTHER, Kind.CONFIRMATION, "q"));
      assertEquals(Optional.empty(), questions.claim(SESSION, Kind.ELICITATION, "q"));
      assertEquals(Optional.empty(), questions.claim(SESSION, Kind.CONFIRMATION, "other"));
      assertTrue(questions.claim(SESSION, Kind.CONFIRMATION, "q").isPresent());
    }
  }

  @Test
  default void onlyOneOfManyMayAnswer() throws Exception {
    PendingQuestions questions = questions();
    List<Future<Optional<Claim>>> claims = new ArrayList<>();

    try (Question question = questions.open(SESSION, Kind.ELICITATION, "q")) {
      try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 30; i++) {
          claims.add(executor.submit(() -> questions.claim(SESSION, Kind.ELICITATION, "q")));
        }
      }
      List<Claim> won = new ArrayList<>();
      for (Future<Optional<Claim>> claim : claims) {
        claim.get().ifPresent(won::add);
      }
      assertEquals(1, won.size());
      won.getFirst().answer(answer("mine"));

      assertEquals(answer("mine"), question.await());
    }
  }

  @Test
  default void aWithdrawnQuestionIsGone() {
    PendingQuestions questions = questions();
    Question question = questions.open(SESSION, Kind.CONFIRMATION, "q");

    question.close();
    question.close();

    assertEquals(Optional.empty(), questions.claim(SESSION, Kind.CONFIRMATION, "q"));
  }

  @Test
  default void aQuestionStaysOpenWhenPatienceRunsOut() throws Exception {
    PendingQuestions questions = questions();
    try (Question question = questions.open(SESSION, Kind.CONFIRMATION, "q")) {
      assertEquals(Optional.empty(), question.await(Duration.ofMillis(5)));
      assertEquals(Optional.empty(), question.await(Duration.ZERO));

      answer(questions, Kind.CONFIRMATION, "q", "late");

      assertEquals(Optional.of(answer("late")), question.await(Duration.ZERO));
    }
  }

  @Test
  default void theNewerOfTwoQuestionsWithOneIdIsTheOneThatCounts() throws Exception {
    PendingQuestions questions = questions();
    Question older = questions.open(SESSION, Kind.CONFIRMATION, "q");
    try (Question newer = questions.open(SESSION, Kind.CONFIRMATION, "q")) {
      older.close();

      answer(questions, Kind.CONFIRMATION, "q", "new");

      assertEquals(answer("new"), newer.await());
      assertEquals(Optional.empty(), older.await(Duration.ZERO));
    }
  }

  @Test
  default void whoAskedCanBeInterrupted() throws Exception {
    PendingQuestions questions = questions();
    try (Question question = questions.open(SESSION, Kind.CONFIRMATION, "q")) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, question::await);
      assertFalse(Thread.currentThread().isInterrupted());

      answer(questions, Kind.CONFIRMATION, "q", "after");

      assertEquals(answer("after"), question.await());
    }
  }
}
