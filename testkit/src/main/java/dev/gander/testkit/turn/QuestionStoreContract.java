package dev.gander.testkit.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.AskedQuestion.Asker;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.domain.turn.QuestionPlace;
import dev.gander.domain.turn.QuestionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The contract of every [QuestionStore].
public interface QuestionStoreContract {
  SessionId ONE = new SessionId("20260304_1");
  SessionId TWO = new SessionId("20260304_2");
  Instant EARLY = Instant.parse("2026-03-04T10:11:12.345Z");

  /// An empty store.
  QuestionStore store();

  static AskedQuestion question(String id, SessionId session, Instant since) {
    return new AskedQuestion(
        id,
        new Asker(session, "request", "call-" + id),
        new Action.ToolConfirmation(
            "call-" + id,
            "shell",
            JsonObject.of("command", Json.of("rm \u2028\n")),
            null,
            JsonObject.EMPTY),
        since,
        null,
        null);
  }

  private static QuestionAnswer allowed() {
    return new QuestionAnswer.Confirmation(ConfirmationAction.ALLOW_ONCE);
  }

  private static List<String> ids(List<AskedQuestion> questions) {
    return questions.stream().map(AskedQuestion::id).toList();
  }

  @Test
  default void whatIsKeptComesBackAsItWas() {
    QuestionStore store = store();
    AskedQuestion plain = question("a", ONE, EARLY);
    AskedQuestion full =
        new AskedQuestion(
            "b",
            new Asker(TWO, "", "c"),
            new Action.Elicitation(
                "e",
                "Which?",
                JsonObject.of("type", Json.of("object")),
                JsonObject.of("x", Json.of(1))),
            EARLY.plusMillis(1),
            EARLY.plusSeconds(60),
            null);

    store.keep(plain);
    store.keep(full);

    assertEquals(Optional.of(plain), store.find("a"));
    assertEquals(Optional.of(full), store.find("b"));
    assertEquals(List.of(plain, full), store.open(null, 10));
    assertEquals(List.of(full), store.of(TWO));
    assertEquals(Set.of(ONE, TWO), Set.copyOf(store.sessions()));
    assertEquals(2, store.sessions().size());
  }

  @Test
  default void answersComeBackAsTheyWere() {
    QuestionStore store = store();
    List<QuestionAnswer> answers = new ArrayList<>();
    for (ConfirmationAction action : ConfirmationAction.values()) {
      answers.add(new QuestionAnswer.Confirmation(action));
    }
    answers.add(
        new QuestionAnswer.Elicitation(new Elicited("accept", JsonObject.of("n", Json.of(1.5)))));
    answers.add(new QuestionAnswer.Elicitation(new Elicited("decline", null)));

    for (int i = 0; i < answers.size(); i++) {
      store.keep(question("q" + i, ONE, EARLY));
      assertTrue(store.answer("q" + i, answers.get(i)));
    }

    assertEquals(answers, store.of(ONE).stream().map(AskedQuestion::answer).toList());
    assertEquals(List.of(), store.open(null, 100));
  }

  @Test
  default void onlyTheFirstAnswerCounts() throws Exception {
    QuestionStore store = store();
    store.keep(question("a", ONE, EARLY));
    List<Future<Boolean>> answers = new ArrayList<>();

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        answers.add(executor.submit(() -> store.answer("a", allowed())));
      }
    }

    int won = 0;
    for (Future<Boolean> answer : answers) {
      won += answer.get() ? 1 : 0;
    }
    assertEquals(1, won);
    assertFalse(store.answer("a", new QuestionAnswer.Confirmation(ConfirmationAction.DENY_ONCE)));
    assertEquals(allowed(), store.find("a").orElseThrow().answer());
  }

  @Test
  default void anUnknownQuestionHasNoAnswer() {
    QuestionStore store = store();

    assertFalse(store.answer("a", allowed()));
    assertEquals(Optional.empty(), store.find("a"));
    assertEquals(List.of(), store.of(ONE));
    assertEquals(List.of(), store.open(new QuestionPlace(EARLY, "a"), 5));
    assertEquals(List.of(), store.sessions());
    store.remove(List.of("a"));
    store.remove(List.of());
  }

  @Test
  default void pagesFollowEachOtherAlsoWhenTheLastOneIsAnswered() {
    QuestionStore store = store();
    for (String id : List.of("d", "b", "c", "a")) {
      store.keep(question(id, ONE, EARLY));
    }
    store.keep(question("0", TWO, EARLY.plusMillis(1)));
    store.keep(question("z", TWO, EARLY.minusMillis(1)));

    List<AskedQuestion> first = store.open(null, 3);
    assertEquals(List.of("z", "a", "b"), ids(first));
    AskedQuestion last = first.getLast();
    store.answer(last.id(), allowed());
    store.remove(List.of(last.id()));

    assertEquals(List.of("c", "d", "0"), ids(store.open(last.place(), 3)));
    assertEquals(List.of("z", "a", "c", "d", "0"), ids(store.open(null, 100)));
  }

  @Test
  default void whatIsKeptAgainReplacesItself() {
    QuestionStore store = store();
    store.keep(question("a", ONE, EARLY));
    store.answer("a", allowed());
    AskedQuestion again = question("a", ONE, EARLY.plusSeconds(1));

    store.keep(again);

    assertEquals(List.of(again), store.of(ONE));
  }

  @Test
  default void whatIsRemovedIsGone() {
    QuestionStore store = store();
    for (String id : List.of("a", "b", "c")) {
      store.keep(question(id, ONE, EARLY));
    }
    store.answer("b", allowed());

    store.remove(List.of("a", "b", "other"));

    assertEquals(List.of("c"), ids(store.of(ONE)));
    assertFalse(store.answer("a", allowed()));
  }
}
