package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.inprocess.InProcessQuestions;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.AskedQuestion.Asker;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnRequest;
import dev.gander.domain.turn.UnknownQuestion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ElicitationTest {
  private static final JsonObject ADA = JsonObject.of("name", Json.of("Ada"));

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  ElicitationTest() {
    world.tools.tool(
        "greet",
        (_, progress) -> {
          Elicited answer = progress.elicit("Who?", JsonObject.EMPTY);
          return ToolResult.text(answer.action() + " " + answer.content());
        });
  }

  @Test
  void aQuestionIsStoredAndItsAnswerBeforeTheToolGoesOn() throws Exception {
    world.model.answer(calls("c1", "greet", JsonObject.EMPTY));
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:ask Who?");

    List<TurnEvent> events = world.reply(answer(id, questionId(), null));
    turn.join();

    assertEquals(List.of("finish"), World.outline(events));
    assertEquals(
        List.of(
            "user:Go",
            "assistant:call c1",
            "user:result c1 accept " + ADA,
            "assistant:ask Who?",
            "user:reply",
            "assistant:done"),
        world.outline(id));
  }

  @Test
  void aClientSeesTheCallBeforeItsQuestionAlsoBehindAnotherCall() throws Exception {
    world.tools.tool("quick", _ -> "x");
    world.model.answer(
        start("a").call("c1", "quick", JsonObject.EMPTY).call("c2", "greet", JsonObject.EMPTY));
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:ask Who?");

    List<String> told = World.outline(world.events);
    assertTrue(told.contains("assistant:call c2"), told::toString);
    assertTrue(
        told.indexOf("assistant:call c2") < told.indexOf("assistant:ask Who?"), told::toString);
    world.reply(answer(id, questionId(), null));
    turn.join();
  }

  @Test
  void aQuestionCanBeDeclined() throws Exception {
    world.model.answer(calls("c1", "greet", JsonObject.EMPTY));
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:ask Who?");

    world.reply(answer(id, questionId(), "decline"));
    turn.join();

    assertTrue(world.outline(id).contains("user:result c1 decline " + ADA));
  }

  @Test
  void anExtensionMayAskOnlySoOftenInATurn() throws Exception {
    world.settings.put("GANDER_MAX_ELICITATIONS", Json.of(1));
    world.model.answer(calls("c1", "greet", JsonObject.EMPTY));
    world.model.answer(calls("c2", "greet", JsonObject.EMPTY));
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:ask Who?");
    world.reply(answer(id, questionId(), null));
    turn.join();

    assertEquals(1, world.elicitations(id).size());
    assertTrue(
        world.outline(id).stream()
            .anyMatch(line -> line.contains("c2") && line.contains("GANDER_MAX_ELICITATIONS")),
        world.outline(id)::toString);

    world.model.answer(calls("c3", "greet", JsonObject.EMPTY));
    World.RunningTurn next = world.begin(id, "Again");
    world.awaitEvents("assistant:ask Who?", 2);
    next.cancel();
  }

  @Test
  void questionsThatAreOpenTogetherAreAnsweredInAnyOrder() throws Exception {
    world.model.answer(
        start("a")
            .call("c1", "greet", JsonObject.EMPTY)
            .call("c2", "greet", JsonObject.EMPTY)
            .usage(1, 1));
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvents("assistant:ask Who?", 2);
    List<String> open = questionIds();

    world.reply(answer(id, open.get(1), null));
    List<String> again = World.outline(world.reply(answer(id, open.get(1), null)));
    world.reply(answer(id, open.get(0), "cancel"));
    turn.join();

    assertTrue(again.getFirst().startsWith("error:"));
    assertEquals(2, world.outline(id).stream().filter("user:reply"::equals).count());
    assertEquals(
        Set.of("accept " + ADA, "cancel " + ADA),
        world.outline(id).stream()
            .filter(line -> line.startsWith("user:result"))
            .map(line -> line.substring("user:result c1 ".length()))
            .collect(toSet()));
  }

  @Test
  void anAnswerStaysWhenTheTurnSumsTheConversationUpLater() throws Exception {
    world.model.answer(calls("c1", "greet", JsonObject.EMPTY));
    world.model.answer(start("x").fail(new ProviderException.ContextLengthExceeded("too long")));
    world.model.answer(says("in short"));
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:ask Who?");

    world.reply(answer(id, questionIds().getFirst(), null));
    turn.join();

    assertEquals(
        List.of(
            "user:Go",
            "assistant:call c1",
            "user:result c1 accept " + ADA,
            "assistant:ask Who?",
            "user:reply",
            "user:in short"),
        world.outline(id).subList(0, 6));
  }

  @Test
  void anAnswerThatCannotBeStoredFailsForBothSides() {
    UserQuestions questions = world.questions;
    StorageException full = new StorageException("disk full", null);

    ExtensionException failure =
        assertThrows(
            ExtensionException.class,
            () ->
                questions.elicit(
                    asking("q"),
                    () ->
                        assertThrows(
                            StorageException.class,
                            () ->
                                questions.elicited(
                                    id,
                                    "q",
                                    new Elicited("accept", ADA),
                                    () -> {
                                      throw full;
                                    }))));
    assertEquals("The answer could not be stored: disk full", failure.text());
  }

  @Test
  void anAnswerThatNobodyWaitsForIsAnErrorAndNotStored() {
    List<String> events = World.outline(world.reply(answer(id, "nobody", null)));

    assertEquals(1, events.size());
    assertEquals("error:No question with id nobody is open", events.getFirst());
    assertEquals(List.of(), world.outline(id));
  }

  @Test
  void anAnswerFromAnotherSessionDoesNotCount() throws Exception {
    SessionId other = world.session(GooseMode.AUTO);
    world.model.answer(calls("c1", "greet", JsonObject.EMPTY));
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:ask Who?");

    List<String> events = World.outline(world.reply(answer(other, questionId(), null)));

    assertTrue(events.getFirst().startsWith("error:"));
    turn.cancel();
    assertFalse(world.outline(id).contains("user:reply"));
  }

  @Test
  void aQuestionThatNobodyAnswersInTimeIsAnErrorForTheExtension() {
    UserQuestions impatient =
        new UserQuestions(new InProcessQuestions(), world.questions.kept(), Duration.ofMillis(1));

    assertThrows(ExtensionException.class, () -> impatient.elicit(asking("q"), () -> {}));
    assertThrows(
        UnknownQuestion.class,
        () -> impatient.elicited(id, "q", new Elicited("accept", ADA), () -> {}));
  }

  private Asking asking(String question) {
    return new Asking(
        new Asker(id, "r", "c"),
        new Action.Elicitation(question, "Who?", JsonObject.EMPTY, JsonObject.EMPTY),
        Optional.empty(),
        () -> Interruption.FAILURE);
  }

  private String questionId() {
    return questionIds().getFirst();
  }

  private List<String> questionIds() {
    return world.elicitations(id);
  }

  static TurnRequest answer(SessionId session, String question, String action) {
    Content response =
        new Content.ActionRequired(
            new Action.ElicitationResponse(question, ADA, action, JsonObject.EMPTY));
    return new TurnRequest(session, Message.user(null, World.NOW, response), null);
  }
}
