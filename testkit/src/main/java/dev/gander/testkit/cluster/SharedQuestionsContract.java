package dev.gander.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.cluster.SharedQuestions;
import dev.gander.domain.cluster.SharedQuestions.QuestionKey;
import dev.gander.domain.cluster.SharedQuestions.Standing;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.PendingQuestions.Kind;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.testkit.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The contract of every [SharedQuestions].
@Timeout(60)
public interface SharedQuestionsContract {
  QuestionKey KEY = new QuestionKey(new SessionId("20260101_1"), Kind.CONFIRMATION, "q \0");
  QuestionKey OTHER = new QuestionKey(new SessionId("20260101_1"), Kind.ELICITATION, "q \0");

  /// The questions of a living node of the one cluster of this test. None is open at first.
  SharedQuestions questions(String node);

  /// Lets a node be dead.
  void bury(String node);

  private static QuestionAnswer allow() {
    return new QuestionAnswer.Confirmation(ConfirmationAction.ALLOW_ONCE);
  }

  @Test
  default void aQuestionIsAnsweredFromAnotherNode() {
    SharedQuestions a = questions("a");
    SharedQuestions b = questions("b");
    long number = a.open(KEY);
    assertEquals(Standing.OPEN, b.standing(KEY));
    assertEquals(Standing.GONE, b.standing(OTHER));

    assertEquals(Optional.of(number), b.claim(KEY));
    assertEquals(Standing.CLAIMED, a.standing(KEY));
    assertEquals(Optional.empty(), a.claim(KEY));
    assertEquals(Optional.empty(), a.heard(number));
    b.answer(number, allow());
    b.answer(number, new QuestionAnswer.Lost("late"));
    assertEquals(Standing.ANSWERED, a.standing(KEY));
    assertEquals(Optional.empty(), b.claim(KEY));

    assertEquals(Optional.of(allow()), a.heard(number));
    a.close(number);
    assertEquals(Standing.GONE, b.standing(KEY));
    assertEquals(Optional.empty(), a.heard(number));
  }

  @Test
  default void answersComeAsTheyWere() {
    SharedQuestions a = questions("a");
    List<QuestionAnswer> answers =
        List.of(
            allow(),
            new QuestionAnswer.Lost("disk \0"),
            new QuestionAnswer.Elicitation(
                new Elicited("accept", JsonObject.of("a", Json.of("\0")))));
    for (QuestionAnswer answer : answers) {
      long number = a.open(KEY);
      questions("b").answer(questions("b").claim(KEY).orElseThrow(), answer);

      assertEquals(Optional.of(answer), a.heard(number));
    }
  }

  @Test
  default void theNewestWithAKeyCounts() {
    SharedQuestions a = questions("a");
    long first = a.open(KEY);
    long second = a.open(KEY);

    a.close(first);
    assertEquals(Standing.OPEN, a.standing(KEY));
    assertEquals(Optional.of(second), a.claim(KEY));
    a.answer(first, allow());

    assertEquals(Optional.empty(), a.heard(second));
  }

  @Test
  default void theQuestionOfADeadNodeIsGone() {
    questions("a").open(KEY);
    SharedQuestions b = questions("b");
    bury("a");

    assertEquals(Standing.GONE, b.standing(KEY));
    assertEquals(Optional.empty(), b.claim(KEY));
    b.open(KEY);
    assertEquals(Standing.OPEN, b.standing(KEY));
  }

  @Test
  default void theClaimOfADeadNodeIsFreeAndItsAnswerTooLate() {
    SharedQuestions a = questions("a");
    SharedQuestions b = questions("b");
    SharedQuestions c = questions("c");
    long number = a.open(KEY);
    assertEquals(Optional.of(number), b.claim(KEY));
    bury("b");

    assertEquals(Standing.OPEN, a.standing(KEY));
    assertEquals(Optional.of(number), c.claim(KEY));
    assertEquals(Standing.CLAIMED, a.standing(KEY));
    b.answer(number, new QuestionAnswer.Lost("late"));
    assertEquals(Optional.empty(), a.heard(number));
    c.answer(number, allow());

    assertEquals(Optional.of(allow()), a.heard(number));
  }

  @Test
  default void aNodeThatWasTakenForDeadMayAnswerWhatNobodyElseHasClaimed() {
    SharedQuestions a = questions("a");
    long number = a.open(KEY);
    SharedQuestions b = questions("b");
    assertEquals(Optional.of(number), b.claim(KEY));
    bury("b");

    b.answer(number, allow());

    assertEquals(Optional.of(allow()), a.heard(number));
    assertEquals(Standing.ANSWERED, a.standing(KEY));
    assertEquals(Optional.empty(), questions("c").claim(KEY));
  }

  @Test
  default void ofManyWhoClaimOneWins() throws Exception {
    questions("a").open(KEY);
    List<SharedQuestions> nodes = List.of(questions("a"), questions("b"));
    List<Future<Optional<Long>>> claims = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        SharedQuestions node = nodes.get(i % 2);
        claims.add(threads.submit(() -> node.claim(KEY)));
      }
    }

    int won = 0;
    for (Future<Optional<Long>> claim : claims) {
      won += claim.get().isPresent() ? 1 : 0;
    }
    assertEquals(1, won);
  }

  @Test
  default void othersAreToldWhatBecomesOfAQuestion() throws InterruptedException {
    SharedQuestions a = questions("a");
    SharedQuestions b = questions("b");
    List<Optional<SessionId>> told = new CopyOnWriteArrayList<>();
    a.onChange(told::add);
    long number = a.open(KEY);
    List<Runnable> changes =
        List.of(() -> b.claim(KEY), () -> b.answer(number, allow()), () -> b.close(number));

    for (Runnable change : changes) {
      told.clear();
      change.run();
      Eventually.holds(() -> !told.isEmpty());
    }
  }
}
