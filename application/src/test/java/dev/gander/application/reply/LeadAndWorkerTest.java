package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.refused;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadAndWorkerTest {
  private final World world = new World();

  @Test
  void theLeadGivesTheFirstAnswersAndTheClientIsToldWhoAnswers() {
    SessionId id = led();
    world.tools.tool("look", arguments -> "fine");
    world.model.answer(calls("c1", "look", JsonObject.EMPTY)).answer(says("One"));

    assertEquals(
        List.of("model:big", "assistant:call c1", "user:result c1 fine", "assistant:One", "finish"),
        World.outline(world.say(id, "Go")));
    world.model.answer(calls("c2", "look", JsonObject.EMPTY)).answer(says("Two"));
    assertEquals(
        List.of(
            "model:big",
            "assistant:call c2",
            "user:result c2 fine",
            "model:scripted",
            "assistant:Two",
            "finish"),
        World.outline(world.say(id, "Go on")));
    assertEquals(
        List.of("model:scripted", "assistant:done", "finish"),
        World.outline(world.say(id, "And?")));
    assertEquals(List.of("big", "big", "big", "scripted", "scripted"), asked());
  }

  @Test
  void theSessionKeepsItsOwnModelAndEventsSayTheRole() {
    SessionId id = led();

    TurnEvent first = world.say(id, "Go").getFirst();

    assertEquals(new TurnEvent.ModelChanged("big", "lead"), first);
    assertEquals("scripted", world.sessions.get(id).model().config().modelName());
  }

  @Test
  void failuresInARowBringTheLeadBackForAWhile() {
    SessionId id = ledAfterOne("2", "1");
    world.tools.tool("look", (_, _) -> ToolResult.error("no such file"));
    world.say(id, "Go");
    ScriptedAnswer fails = calls("c1", "look", JsonObject.EMPTY);

    world.model.answer(fails).answer(says("All right.")).answer(fails).answer(fails);
    world.say(id, "First the failures are not in a row");
    world.say(id, "Then they are");

    assertEquals(List.of("big", "scripted", "scripted", "scripted", "scripted", "big"), asked());
    world.say(id, "And back");
    assertEquals("scripted", asked().getLast());
  }

  @ParameterizedTest
  @ValueSource(strings = {"I made a mistake, let me try again.", "unreadable", "Traceback"})
  void whatGoesWrongIsSeenInWordsCallsAndResults(String what) {
    SessionId id = ledAfterOne("1", "1");
    world.tools.tool("look", arguments -> "Traceback (most recent call last):");
    world.say(id, "Go");
    world.model.answer(
        switch (what) {
          case "unreadable" ->
              ScriptedAnswer.start("a")
                  .content(new Content.ToolRequest("c1", Outcome.failure("-32602: cut off")));
          case "Traceback" -> calls("c1", "look", JsonObject.EMPTY);
          default -> says(what);
        });

    world.say(id, "Again");
    world.say(id, "And again");

    assertEquals(List.of("big", "scripted", "big"), asked().subList(0, 3));
  }

  @Test
  void theLeadAnswersWhenTheServiceOfTheWorkerFails() {
    SessionId id = ledAfterOne("1", "1");
    world.say(id, "Go");
    world.model.answer(refused(new ProviderException.ServerError("down", null)));

    List<TurnEvent> events = world.say(id, "Again");

    assertEquals(
        List.of("model:scripted", "model:big", "assistant:done", "finish"), World.outline(events));
    world.say(id, "And again");
    assertEquals(List.of("big", "scripted", "big", "scripted"), asked());
  }

  @Test
  void aFailureOfTheLeadIsToldAndCountsAsNoAnswer() {
    SessionId id = ledAfterOne("1", "1");
    world.model.answer(refused(new ProviderException.ServerError("down", null)));

    world.say(id, "Go");
    world.say(id, "Again");

    assertEquals(List.of("big", "big"), asked());
  }

  @Test
  void bothHaveTheirOwnLimits() {
    world.settings.put("GOOSE_LEAD_CONTEXT_LIMIT", Json.of(9000));
    world.settings.put("GOOSE_WORKER_CONTEXT_LIMIT", Json.of(7000));
    SessionId id = ledAfterOne("1", "1");

    world.say(id, "Go");
    world.say(id, "Again");

    assertEquals(
        List.of(
            ModelConfig.of("big").withContextLimit(9000),
            ModelConfig.of("scripted").withContextLimit(7000)),
        world.model.requests().stream().map(request -> request.model()).toList());
  }

  /// The settings lie around in the files of users whose goosed has not known them for long.
  @ParameterizedTest
  @ValueSource(strings = {"", "1.29", "1.36.0", "2.0", "newest"})
  void newerVersionsHaveNoLead(String version) {
    SessionId id = led();
    world.settings.put("GOOSED_API_VERSION", Json.of(version));

    assertEquals(List.of("assistant:done", "finish"), World.outline(world.say(id, "Go")));
    assertEquals(List.of("scripted"), asked());
  }

  @Test
  void aLeadThatCannotBeMadeIsTold() {
    SessionId id = led();
    world.settings.put("GOOSE_LEAD_PROVIDER", Json.of("nobody"));

    List<String> events = World.outline(world.say(id, "Go"));

    assertTrue(events.getFirst().startsWith("error:"), events::toString);
    assertEquals(List.of(), asked());
  }

  private SessionId led() {
    world.settings.put("GOOSED_API_VERSION", Json.of("1.26"));
    world.settings.put("GOOSE_LEAD_MODEL", Json.of("big"));
    return world.session(GooseMode.AUTO);
  }

  private SessionId ledAfterOne(String failures, String answersThen) {
    world.settings.put("GOOSE_LEAD_TURNS", Json.of(1));
    world.settings.put("GOOSE_LEAD_FAILURE_THRESHOLD", Json.of(failures));
    world.settings.put("GOOSE_LEAD_FALLBACK_TURNS", Json.of(answersThen));
    return led();
  }

  private List<String> asked() {
    return world.model.requests().stream().map(request -> request.model().modelName()).toList();
  }
}
