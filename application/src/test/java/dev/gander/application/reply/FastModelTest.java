package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.refused;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FastModelTest {
  private static final JsonObject NONE = JsonObject.EMPTY;
  private final ProviderException down = new ProviderException.ServerError("down", null);

  private final World world = new World();

  @Test
  void itNamesSessionsAndTheOwnModelDoesWhenItFails() {
    SessionId id = session("tiny");
    world.model.when(request -> asks(request, "tiny"), refused(down));
    world.model.when(request -> request.system().equals("[session_name.md]"), says("A name"));

    world.say(id, "Go");
    world.background.forEach(Runnable::run);

    assertEquals(List.of("scripted", "tiny", "scripted"), asked());
    assertEquals("A name", world.sessions.get(id).name().text());
  }

  @Test
  void itSumsUpAndTheOwnModelDoesWhenItFails() {
    world.contextLimit = 1000;
    SessionId id = session("tiny");
    world.model.answer(start("a").text("first").usage(900, 20));
    world.say(id, "one");
    world.model.answer(refused(down)).answer(says("in short")).answer(says("second"));

    world.say(id, "two");

    assertEquals(List.of("scripted", "tiny", "scripted", "scripted"), asked());
    assertEquals("in short", world.model.lastRequest().messages().getFirst().text());
  }

  @Test
  void itDoesNotThinkAboutSmallJobs() {
    world.settings.put("GOOSE_THINKING_EFFORT", Json.of("max"));
    SessionId id = session("tiny");

    world.say(id, "Go");
    world.background.forEach(Runnable::run);

    assertEquals(List.of("", "off"), efforts());
  }

  @Test
  void itThinksAsItDoesByItselfUnlessTheUserAskedForMore() {
    SessionId id = session("tiny");

    world.say(id, "Go");
    world.background.forEach(Runnable::run);

    assertEquals(List.of("", ""), efforts());
  }

  @Test
  void theSameModelIsNotAskedTwice() {
    SessionId id = session("scripted");
    world.say(id, "Go");
    world.model.answer(refused(down));

    world.background.forEach(Runnable::run);

    assertEquals(List.of("scripted", "scripted"), asked());
  }

  private static boolean asks(ProviderRequest request, String model) {
    return request.model().modelName().equals(model);
  }

  private SessionId session(String fastModel) {
    world.settings.put("GOOSE_DISABLE_SESSION_NAMING", Json.of(false));
    world.settings.put("GOOSE_FAST_MODEL", Json.of(fastModel));
    return world.session(GooseMode.AUTO);
  }

  private List<String> efforts() {
    return world.model.requests().stream()
        .map(request -> Objects.requireNonNullElse(request.model().requestParams(), NONE))
        .map(params -> params.text("thinking_effort").orElse(""))
        .toList();
  }

  private List<String> asked() {
    return world.model.requests().stream().map(request -> request.model().modelName()).toList();
  }
}
