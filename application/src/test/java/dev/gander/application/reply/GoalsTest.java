package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoalsTest {
  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  @Test
  void aGoalIsSetAndToldWithoutTheModel() {
    assertEquals(
        "user:/goal  be kind ", World.outline(world.say(id, "/goal  be kind ")).getFirst());

    assertEquals(
        List.of("user:/goal", "assistant:Current goal: be kind", "finish"),
        World.outline(world.say(id, "/goal")));
    assertEquals(0, world.model.requests().size());
    assertEquals(4, world.stored(id).size());
    assertTrue(
        world.stored(id).stream()
            .allMatch(message -> message.metadata().equals(MessageMetadata.USER_ONLY)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "clear", "none"})
  void aGoalIsForgotten(String word) {
    world.say(id, "/goal be kind");

    assertEquals("assistant:Goal cleared.", World.outline(world.say(id, "/goal " + word)).get(1));

    assertEquals(List.of("assistant:done", "finish"), World.outline(world.say(id, "hi")));
  }

  @Test
  void aGoalIsLookedAtOnceBeforeTheTurnEndsAndThenDone() {
    world.say(id, "/goal be kind");
    world.model.answer(says("first")).answer(says("checked"));

    assertEquals(
        List.of("assistant:first", "assistant:[inlineMessage]", "assistant:checked", "finish"),
        World.outline(world.say(id, "hi")));
    Message reminder = world.stored(id).get(4);
    assertEquals(MessageMetadata.AGENT_ONLY, reminder.metadata());
    assertTrue(reminder.text().contains("be kind"));
    assertEquals(List.of("assistant:done", "finish"), World.outline(world.say(id, "again")));
  }

  @Test
  void afterToolsTheGoalIsLookedAtAgain() {
    world.tools.tool("look", (_, _) -> ToolResult.text("seen"));
    world.say(id, "/goal be kind");
    world.model.answer(says("first")).answer(calls("c1", "look", JsonObject.EMPTY));
    world.model.answer(says("second")).answer(says("third"));

    List<String> events = World.outline(world.say(id, "hi"));

    assertEquals(2, events.stream().filter("assistant:[inlineMessage]"::equals).count());
    assertEquals(
        List.of("assistant:third", "finish"), events.subList(events.size() - 2, events.size()));
  }

  @Test
  void aGrindGoesOnUntilTheRoundsAreUsedUp() {
    world.settings.put("GOOSE_MAX_TURNS", Json.of(3));
    world.say(id, "/grind harder");

    List<String> events = World.outline(world.say(id, "go"));

    assertEquals(3, world.model.requests().size());
    assertEquals(3, events.stream().filter("assistant:[inlineMessage]"::equals).count());
    assertEquals(
        "assistant:Current grind goal: harder", World.outline(world.say(id, "/grind")).get(1));
  }

  @Test
  void aFailureOfTheModelEndsTheTurnInSpiteOfAGoal() {
    world.say(id, "/goal be kind");
    world.model.answer(start("x").fail(new ProviderException.ServerError("down", null)));

    List<String> events = World.outline(world.say(id, "hi"));

    assertEquals(2, events.size());
    assertEquals(1, world.model.requests().size());
  }

  @Test
  void whatIsLikeACommandIsNone() {
    for (String text : List.of("/goals", "/Goal x", "goal x", "/goal\tx", "say /goal x")) {
      assertEquals(List.of("assistant:done", "finish"), World.outline(world.say(id, text)), text);
    }
  }
}
