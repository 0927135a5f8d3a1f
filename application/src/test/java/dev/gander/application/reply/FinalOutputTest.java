package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.agent.UpdateFromSession;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.Eventually;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class FinalOutputTest {
  private static final String TOOL = "recipe__final_output";
  private static final JsonObject FIVE = JsonObject.of("n", Json.of(5));
  private static final String FIVE_SAID = "assistant:{\"n\":5}";

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  @Test
  void theModelIsAskedUntilTheAnswerIsAsItsSchemaWants() throws Exception {
    wantNumber();
    world.model.answer(says("Hi"));
    world.model.answer(calls("f1", TOOL, JsonObject.of("x", Json.of(1))));
    world.model.answer(calls("f2", TOOL, FIVE));

    List<String> events = World.outline(world.say(id, "go"));

    assertEquals("assistant:Hi", events.getFirst());
    assertTrue(events.get(1).startsWith("user:You MUST"), events::toString);
    assertTrue(
        events.get(3).startsWith("user:result f1 error -32602: Validation failed:\n- : "),
        events::toString);
    assertEquals(List.of(FIVE_SAID, "finish"), events.subList(6, 8));
    assertEquals(3, world.model.requests().size());
    assertEquals(FIVE_SAID, world.outline(id).getLast());
    assertEquals(MessageMetadata.VISIBLE, world.stored(id).getLast().metadata());
  }

  @Test
  void anAgentThatCannotCallTheToolIsNotAskedAgain() throws Exception {
    world.model.beingAnAgent();
    wantNumber();
    world.model.answer(says("5"));

    assertEquals(List.of("assistant:5", "finish"), World.outline(world.say(id, "go")));
    assertEquals(1, world.model.requests().size());
  }

  @Test
  void theModelKnowsTheToolAndTheSchema() throws Exception {
    wantNumber();
    world.model.answer(calls("f1", TOOL, FIVE));

    world.say(id, "go");

    assertTrue(world.model.lastRequest().tools().stream().map(Tool::name).anyMatch(TOOL::equals));
    assertTrue(world.model.lastRequest().system().contains("required"));
  }

  @Test
  void theNextTurnNeedsAnAnswerOfItsOwn() throws Exception {
    wantNumber();
    world.model.answer(calls("f1", TOOL, FIVE));
    world.say(id, "go");
    world.model.answer(says("Again?")).answer(calls("f2", TOOL, FIVE));

    List<String> events = World.outline(world.say(id, "again"));

    assertEquals("assistant:Again?", events.getFirst());
    assertEquals(List.of(FIVE_SAID, "finish"), events.subList(events.size() - 2, events.size()));
  }

  @Test
  void whatACancelledTurnHandedInIsNotTheAnswerOfTheNext() throws Exception {
    wantNumber();
    world.tools.tool(
        "slow",
        (_, _) -> {
          new CountDownLatch(1).await();
          return ToolResult.text("never");
        });
    world.model.answer(start("a").call("f1", TOOL, FIVE).call("c1", "slow", JsonObject.EMPTY));
    World.RunningTurn turn = world.begin(id, "go");
    Eventually.holds(
        () -> world.outline(id).stream().anyMatch(it -> it.startsWith("user:result f1 ")));
    turn.cancel();
    world.model.answer(calls("c2", "gone", JsonObject.EMPTY)).answer(says("Again?"));
    world.model.answer(calls("f2", TOOL, JsonObject.of("n", Json.of(6))));

    List<String> events = World.outline(world.say(id, "again"));

    assertTrue(events.contains("assistant:Again?"), events::toString);
    assertEquals("assistant:{\"n\":6}", events.get(events.size() - 2));
  }

  @Test
  void theLastRoundMayHandTheAnswerIn() throws Exception {
    world.settings.put("GOOSE_MAX_TURNS", Json.of(1));
    wantNumber();
    world.model.answer(calls("f1", TOOL, FIVE));

    List<String> events = World.outline(world.say(id, "go"));

    assertEquals(List.of(FIVE_SAID, "finish"), events.subList(events.size() - 2, events.size()));
  }

  @Test
  void aSchemaThatIsNoneKeepsNobodyFromAnswering() throws Exception {
    want(JsonObject.of("$ref", Json.of("#/nowhere")));
    world.model.answer(calls("f1", TOOL, FIVE));

    assertEquals(FIVE_SAID, World.outline(world.say(id, "go")).get(2));
  }

  @Test
  void withoutARecipeThereIsNoSuchTool() {
    world.model.answer(calls("f1", TOOL, FIVE));

    List<String> events = World.outline(world.say(id, "go"));

    assertEquals("user:result f1 error -32603: Final output tool not defined", events.get(1));
    assertEquals("assistant:done", events.get(2));
  }

  private void wantNumber() throws InterruptedException {
    want(
        JsonObject.builder()
            .put("type", "object")
            .put("required", JsonArray.of(Json.of("n")))
            .build());
  }

  private void want(JsonObject schema) throws InterruptedException {
    JsonObject recipe =
        JsonObject.builder()
            .put("title", "N")
            .put("description", "d")
            .put("instructions", "Give n")
            .put("response", JsonObject.of("json_schema", schema))
            .build();
    world.sessions.update(id, details -> details.withRecipe(AttachedRecipe.of(recipe)));
    new UpdateFromSession(world.sessions, world.kitchen.ofSessions(), world.agents).apply(id);
  }
}
