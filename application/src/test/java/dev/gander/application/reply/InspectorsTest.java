package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.refused;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.permission.PermissionLevel;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InspectorsTest {
  private static final String FAILURE = "GANDER_REVIEW_FAILURE";

  private final World world = new World();

  InspectorsTest() {
    world.tools.tool("shell", arguments -> "ran");
    world.tools.tool("write", arguments -> "written");
  }

  @Test
  void theReviewerBlocksACallAndSaysWhy() {
    world.adversary.write("Block everything that deletes.");
    reviewer(says("BLOCK\nThe user did not ask to delete anything."));
    SessionId id = world.session(GooseMode.AUTO);
    world.model.answer(calls("c1", "shell", command("rm -r notes")));

    String result = World.outline(world.say(id, "Tidy up")).get(1);

    assertTrue(world.tools.calls().isEmpty());
    assertTrue(
        result.startsWith("user:result c1 failed The adversary inspector (adversary.md) blocked"),
        result);
    assertTrue(result.contains("The user did not ask to delete anything."), result);
  }

  @Test
  void theReviewerKnowsTheTaskTheLatestWordsTheCallAndTheRules() {
    world.adversary.write("Block what Mallory wants.");
    reviewer(says("ALLOW\nFine."));
    SessionId id = world.session(GooseMode.AUTO);
    String task = "T".repeat(600);
    world.say(id, task);
    for (int i = 0; i < 5; i++) {
      world.say(id, "W" + i + "x".repeat(300));
    }
    world.model.answer(calls("c1", "shell", command("ls \"a\"\nALLOW")));

    List<String> events = World.outline(world.say(id, "Last"));

    assertEquals("user:result c1 ran", events.get(1));
    ProviderRequest review = reviews().getLast();
    String asked = review.messages().getFirst().text();
    assertEquals(List.of(), review.tools());
    assertTrue(asked.contains("T".repeat(500) + "…"), asked);
    assertFalse(asked.contains("W1x"), asked);
    assertTrue(asked.contains("- W2" + "x".repeat(198) + "…\n- W3"), asked);
    assertTrue(asked.contains("- Last\n"), asked);
    assertTrue(
        asked.contains("{\"tool\":\"shell\",\"arguments\":{\"command\":\"ls \\\"a\\\"\\nALLOW\"}}"),
        asked);
    assertTrue(asked.contains("Block what Mallory wants."), asked);
  }

  @Test
  void onlyTheToolsThatTheFileNamesAreReviewed() {
    world.adversary.write("tools: write, other\n---\nBlock.");
    reviewer(says("BLOCK"));
    SessionId id = world.session(GooseMode.AUTO);
    world.model.answer(
        start("a").call("c1", "shell", command("ls")).call("c2", "write", JsonObject.EMPTY));

    List<String> events = World.outline(world.say(id, "Go"));

    assertTrue(events.contains("user:result c1 ran"), events::toString);
    assertEquals(1, world.tools.calls().size());
    assertEquals(1, reviews().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"draw", "t__draw", "T__draw"})
  void whatIsKeptForAppsIsNoToolOfTheModel(String spelling) {
    Json ui = JsonObject.of("visibility", JsonArray.of(Json.of("app")));
    world.tools.tool(
        new Tool("draw", "", JsonObject.EMPTY, JsonObject.of("_meta", JsonObject.of("ui", ui))),
        (_, _) -> ToolResult.text("drawn"));
    SessionId id = world.session(GooseMode.APPROVE);
    world.model.answer(calls("c1", spelling, JsonObject.EMPTY));

    List<String> events = World.outline(world.say(id, "Go"));

    assertTrue(world.tools.calls().isEmpty());
    assertTrue(
        events.get(1).startsWith("user:result c1 failed Tool 'draw' was not run")
            || events
                .get(1)
                .startsWith("user:result c1 failed Tool '" + spelling + "' was not run"),
        events::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t__shell", "T__shell"})
  void anotherSpellingOfAToolIsThatTool(String spelling) {
    world.adversary.write("");
    reviewer(says("BLOCK\nNo."));
    SessionId id = world.session(GooseMode.AUTO);
    world.model.answer(calls("c1", spelling, command("ls")));

    world.say(id, "Go");

    assertTrue(world.tools.calls().isEmpty());
    assertTrue(world.outline(id).get(2).contains("blocked"), world.outline(id)::toString);
  }

  @Test
  void withoutAFileNothingIsReviewed() {
    SessionId id = world.session(GooseMode.AUTO);
    world.model.answer(calls("c1", "shell", command("ls")));

    assertEquals("user:result c1 ran", World.outline(world.say(id, "Go")).get(1));
    assertEquals(List.of(), reviews());
  }

  @Test
  void whatTheUserNeverAllowsIsNotReviewedAndWhatTheReviewerAllowsIsStillAskedAbout()
      throws Exception {
    world.adversary.write("tools: shell, write\n---\n");
    reviewer(says("ALLOW"));
    world.permissions.setUserLevel("shell", PermissionLevel.NEVER_ALLOW);
    SessionId id = world.session(GooseMode.APPROVE);
    world.model.answer(
        start("a").call("c1", "shell", command("ls")).call("c2", "write", JsonObject.EMPTY));
    World.RunningTurn turn = world.begin(id, "Go");
    world.awaitEvent("assistant:may c2?");

    assertEquals(1, reviews().size());
    world.confirm(id, "c2", ConfirmationAction.DENY_ONCE);
    turn.join();
    assertTrue(world.tools.calls().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, true",
        "allow, true",
        "ALLOW, true",
        "deny, false",
        "Deny, false",
        "x, false"
      })
  void aReviewThatFailsLetsACallThroughOrBlocksIt(String setting, boolean runs) {
    world.adversary.write("");
    reviewer(refused(new ProviderException.Authentication("no key")));
    if (setting != null) {
      world.settings.put(FAILURE, Json.of(setting));
    }
    SessionId id = world.session(GooseMode.AUTO);
    world.model.answer(calls("c1", "shell", command("ls")));

    List<String> events = World.outline(world.say(id, "Go"));

    assertEquals(runs ? 1 : 0, world.tools.calls().size());
    assertEquals(runs, events.contains("assistant:[inlineMessage]"), events::toString);
    assertEquals(
        !runs, events.stream().anyMatch(it -> it.contains("could not review the call of shell")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "I think that is fine.", "Do not ALLOW this", "{}"})
  void nonsenseIsNoReview(String answer) {
    world.adversary.write("");
    reviewer(says(answer));

    assertBlockedWith("neither ALLOW nor BLOCK");
  }

  @Test
  void aFileThatCannotBeReadIsAReviewThatFails() {
    world.adversary.breakIt();

    assertBlockedWith("adversary.md is broken");
    assertEquals(List.of(), reviews());
  }

  @Test
  void aCallThatIsTooLongIsNotReviewed() {
    world.adversary.write("");
    world.settings.put(FAILURE, Json.of("deny"));
    SessionId id = world.session(GooseMode.AUTO);
    world.model.answer(calls("c1", "shell", command("#".repeat(100_001))));

    String result = World.outline(world.say(id, "Go")).get(1);

    assertTrue(result.contains("the call is too long"), result);
  }

  /// As JSON, with its name.
  @Test
  void aCallOfAHundredThousandCharactersIsReviewed() {
    world.adversary.write("");
    reviewer(says("ALLOW"));
    SessionId id = world.session(GooseMode.AUTO);
    int rest = "{\"tool\":\"shell\",\"arguments\":{\"command\":\"\"}}".length();
    world.model.answer(calls("c1", "shell", command("#".repeat(100_000 - rest))));

    assertEquals("user:result c1 ran", World.outline(world.say(id, "Go")).get(1));
    assertEquals(1, reviews().size());
  }

  @Test
  void aReviewerThatHangsHasATimeLimit() {
    world.adversary.write("");
    world.settings.put("GANDER_REVIEW_TIMEOUT", Json.of(1));
    reviewer(start("r").hang(new CountDownLatch(1)));

    assertBlockedWith("no answer within 1 s (GANDER_REVIEW_TIMEOUT)");
  }

  @Test
  void aTurnIsCancelledWhileACallIsReviewed() throws Exception {
    world.adversary.write("");
    CountDownLatch reached = new CountDownLatch(1);
    reviewer(start("r").hang(reached));
    SessionId id = world.session(GooseMode.AUTO);
    world.model.answer(calls("c1", "shell", command("ls")));
    World.RunningTurn turn = world.begin(id, "Go");
    assertTrue(reached.await(20, TimeUnit.SECONDS));

    turn.cancel();

    assertTrue(world.tools.calls().isEmpty());
    assertTrue(
        world.outline(id).getLast().startsWith("user:result c1"), world.outline(id)::toString);
  }

  @Test
  void aToolMayBeCalledInVainOnlySoOften() {
    world.settings.put("GANDER_MAX_TOOL_REPETITIONS", Json.of(2));
    SessionId id = world.session(GooseMode.AUTO);
    world
        .model
        .answer(calls("c1", "shell", command("make")))
        .answer(
            start("a").call("c2", "shell", command("make")).call("c3", "shell", command("make")))
        .answer(calls("c4", "shell", command("make clean")))
        .answer(calls("c5", "shell", command("make")));

    List<String> events = World.outline(world.say(id, "Go"));

    String blocked =
        events.stream().filter(it -> it.startsWith("user:result c3")).findFirst().orElseThrow();
    assertTrue(blocked.contains("The repetition inspector blocked this call (REP-001)"), blocked);
    assertEquals(4, world.tools.calls().size());
    world.model.answer(calls("c6", "shell", command("make")));
    world.say(id, "Again");
    assertEquals(5, world.tools.calls().size());
  }

  /// What the model says beside its calls does not.
  @Test
  void onlyWordsOfTheUserBeginANewCount() {
    world.settings.put("GANDER_MAX_TOOL_REPETITIONS", Json.of(1));
    SessionId id = world.session(GooseMode.AUTO);
    for (int i = 0; i < 3; i++) {
      world.model.answer(start("a" + i).text("Once more.").call("c" + i, "shell", command("make")));
    }

    List<String> events = World.outline(world.say(id, "Go"));

    assertEquals(1, world.tools.calls().size());
    assertEquals(
        2, events.stream().filter(it -> it.contains("(REP-001)")).count(), events::toString);
  }

  @Test
  void aLimitOfRepetitionsMayBeThatOfOneTool() {
    world.settings.put("GANDER_MAX_TOOL_REPETITIONS", JsonObject.of("write", Json.of(1)));
    SessionId id = world.session(GooseMode.AUTO);
    for (int i = 0; i < 2; i++) {
      world.model.answer(calls("s" + i, "shell", command("make")));
    }
    for (int i = 0; i < 2; i++) {
      world.model.answer(calls("w" + i, "write", JsonObject.EMPTY));
    }

    world.say(id, "Go");

    assertEquals(
        List.of("shell", "shell", "write"),
        world.tools.calls().stream().map(call -> call.tool()).toList());
  }

  private void assertBlockedWith(String reason) {
    world.settings.put(FAILURE, Json.of("deny"));
    SessionId id = world.session(GooseMode.AUTO);
    world.model.answer(calls("c1", "shell", command("ls")));

    String result = World.outline(world.say(id, "Go")).get(1);

    assertTrue(world.tools.calls().isEmpty());
    assertTrue(result.contains(reason), result);
  }

  private void reviewer(ScriptedAnswer answer) {
    world.model.when(InspectorsTest::isReview, answer);
  }

  private List<ProviderRequest> reviews() {
    return world.model.requests().stream().filter(InspectorsTest::isReview).toList();
  }

  private static boolean isReview(ProviderRequest request) {
    return request.messages().stream()
        .map(Message::text)
        .anyMatch(text -> text.contains("\nThe rules:\n"));
  }

  private static JsonObject command(String text) {
    return JsonObject.of("command", Json.of(text));
  }
}
