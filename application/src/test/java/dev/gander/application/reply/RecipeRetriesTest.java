package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.agent.UpdateFromSession;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeRetriesTest {
  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  @Test
  void theWorkStartsOverUntilItsChecksSucceed() throws Exception {
    follow(
        "'retry': {'max_retries': 3, 'checks': ["
            + check("exit 0")
            + ","
            + check("fail 2")
            + "],"
            + " 'on_failure': 'exit 0'}");
    world.model.answer(says("first")).answer(says("second")).answer(says("third"));

    List<String> events = World.outline(world.say(id, "go"));

    assertEquals(
        List.of("exit 0", "fail 2", "exit 0", "exit 0", "fail 2", "exit 0", "exit 0", "fail 2"),
        world.shell.ran());
    assertEquals(
        List.of("assistant:third", "finish"), events.subList(events.size() - 2, events.size()));
    assertEquals(List.of("user:go", "assistant:third"), world.outline(id));
    assertTrue(world.model.requests().stream().allMatch(request -> request.messages().size() == 1));
  }

  @Test
  void theLastFailureIsToldAndStored() throws Exception {
    follow("'retry': {'max_retries': 1, 'checks': [" + check("exit 1") + "]}");
    world.model.answer(says("first")).answer(says("second"));

    List<String> events = World.outline(world.say(id, "go"));

    String told = "assistant:The maximum retry attempts (1) are exceeded: a check still fails.";
    assertEquals(List.of(told, "finish"), events.subList(events.size() - 2, events.size()));
    assertEquals(List.of("user:go", "assistant:second", told), world.outline(id));
  }

  @Test
  void aCheckThatTakesTooLongIsAnError() throws Exception {
    world.settings.put("GOOSE_RECIPE_RETRY_TIMEOUT_SECONDS", Json.of(1));
    follow("'retry': {'max_retries': 5, 'checks': [" + check("sleep 300") + "]}");
    world.model.answer(says("first"));

    List<String> events = World.outline(world.say(id, "go"));

    assertEquals(
        "assistant:Retry logic encountered an error: `sleep 300` took longer than 1 seconds",
        events.get(1));
    assertEquals(1, world.model.requests().size());
  }

  @Test
  void aCommandBeforeANewAttemptHasToSucceed() throws Exception {
    follow(
        "'retry': {'max_retries': 5, 'checks': [" + check("exit 1") + "], 'on_failure': 'exit 2'}");
    world.model.answer(says("first"));

    assertEquals(
        "assistant:Retry logic encountered an error: `exit 2` ended with 2",
        World.outline(world.say(id, "go")).get(1));
  }

  @Test
  void anAnswerThatWasHandedInCountsOnlyIfTheChecksSucceed() throws Exception {
    follow(
        "'response': {'json_schema': {'type': 'object'}},"
            + " 'retry': {'max_retries': 1, 'checks': ["
            + check("fail 1")
            + "]}");
    JsonObject one = JsonObject.of("n", Json.of(1));
    JsonObject two = JsonObject.of("n", Json.of(2));
    world.model.answer(calls("f1", "recipe__final_output", one));
    world.model.answer(calls("f2", "recipe__final_output", two));

    world.say(id, "go");

    assertEquals("assistant:{\"n\":2}", world.outline(id).getLast());
    assertTrue(world.outline(id).stream().noneMatch(line -> line.contains("\"n\":1")));
  }

  @Test
  void aCancelEndsTheCheck() throws Exception {
    follow("'retry': {'max_retries': 5, 'checks': [" + check("sleep 300") + "]}");
    world.model.answer(says("first"));
    World.RunningTurn turn = world.begin(id, "go");
    Eventually.holds(() -> world.shell.running() == 1);

    turn.cancel();
    turn.join();

    assertEquals(0, world.shell.running());
    assertEquals(List.of("user:go", "assistant:first"), world.outline(id));
  }

  @Test
  void aRecipesLimitAndTemperatureHoldForItsSession() throws Exception {
    follow("'settings': {'max_turns': 1, 'temperature': 0.25}");
    world.model.answer(calls("c1", "echo", JsonObject.EMPTY));

    List<String> events = World.outline(world.say(id, "go"));

    assertEquals(1, world.model.requests().size());
    assertEquals(0.25, world.model.lastRequest().model().temperature());
    assertTrue(events.stream().anyMatch(line -> line.contains("(1)")), events::toString);
  }

  private static String check(String command) {
    return "{'type': 'shell', 'command': '" + command + "'}";
  }

  private void follow(String members) throws InterruptedException {
    JsonObject recipe =
        (JsonObject)
            JsonText.parse(
                ("{'title': 'T', 'description': 'D', 'instructions': 'I', " + members + "}")
                    .replace('\'', '"'));
    world.sessions.update(id, details -> details.withRecipe(AttachedRecipe.of(recipe)));
    new UpdateFromSession(world.sessions, world.kitchen.ofSessions(), world.agents).apply(id);
  }
}
