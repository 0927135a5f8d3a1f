package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertError;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ToolPin;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.ScriptedExtension;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `/gander/v1/extensions`.
class ExtensionStateOperationsTest {
  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void anExtensionThatRunsTellsItsVersionAndItsTools() {
    api.backend.connector.offer(
        "Ext One", new ScriptedExtension().version("1.2").tool("b", _ -> "").tool("a", _ -> ""));
    String id = api.session("Ext One");
    awaitLoaded(id);

    assertEquals(
        JsonText.parse(
            "{\"extensions\":[{\"name\":\"Ext One\",\"key\":\"extone\",\"type\":\"stdio\","
                + "\"state\":\"ready\",\"version\":\"1.2\",\"error\":null,"
                + "\"tools\":{\"count\":2,\"names\":[\"extone__a\",\"extone__b\"]},"
                + "\"changes\":[]}],\"pins_problem\":null}"),
        object(list(id)));
  }

  @Test
  void anExtensionStartsAndThenIsReady() throws Exception {
    CountDownLatch ready = new CountDownLatch(1);
    api.backend.connector.offer(
        "slow",
        (_, _) -> {
          ready.await();
          return new ScriptedExtension();
        });
    String id = api.session("slow");

    Eventually.holds(() -> "starting".equals(state(id, "slow")));
    assertEquals(JsonNull.NULL, item(id, "slow").get("tools"));
    ready.countDown();
    Eventually.holds(() -> "ready".equals(state(id, "slow")));
  }

  @Test
  void anExtensionThatDoesNotStartTellsTheLastLinesWithoutSecrets() {
    StringBuilder printed = new StringBuilder("stderr = ");
    for (int i = 1; i <= 30; i++) {
      printed.append("line ").append(i).append(" with s3cr3t-v4lue\n");
    }
    api.backend.connector.refuse("bad", printed.toString()).offer("good", new ScriptedExtension());
    String id = api.session("good");
    awaitLoaded(id);
    String config =
        RunningApi.stdio("bad").replace("\"args\"", "\"envs\":{\"X\":\"s3cr3t-v4lue\"},\"args\"");
    api.server.post(
        "/agent/add_extension", "{\"session_id\":\"" + id + "\",\"config\":" + config + "}");

    JsonObject bad = item(id, "bad");
    assertEquals("failed", bad.text("state").orElseThrow());
    List<String> lines = bad.text("error").orElseThrow().lines().toList();
    assertEquals(20, lines.size());
    assertTrue(lines.getLast().startsWith("line 30 with "), lines::toString);
    assertFalse(lines.toString().contains("s3cr3t"), lines::toString);
    assertEquals("ready", state(id, "good"));
  }

  @Test
  void aDeadExtensionTellsWhatItWroteLast() {
    ScriptedExtension extension = new ScriptedExtension().printed("out of cheese\n");
    api.backend.connector.offer("ext", extension);
    String id = api.session("ext");
    awaitLoaded(id);
    extension.die();

    assertEquals("failed", state(id, "ext"));
    assertEquals("it has ended\nout of cheese", item(id, "ext").text("error").orElseThrow());
  }

  @Test
  void anExtensionThatWantsALoginSaysSo() {
    api.backend.connector.offer(
        "far",
        (_, _) -> {
          throw ExtensionException.loginRequired("who are you?", null);
        });
    String id = api.session("far");
    awaitLoaded(id);

    assertEquals("needs_login", state(id, "far"));
  }

  @Test
  void anExtensionThatWantsALoginRunsOnceTheUserHasLoggedIn() {
    api.backend
        .connector
        .offer(
            "far",
            (_, _) -> {
              throw ExtensionException.loginRequired("who are you?", null);
            })
        .offerLogin("far", () -> api.backend.connector.offer("far", new ScriptedExtension()));
    String id = api.session("far");
    awaitLoaded(id);

    assertEquals("ready", first(object(logIn(id, "FAR"))).text("state").orElseThrow());
    assertEquals("ready", state(id, "far"));
  }

  @Test
  void aLoginThatFailsOrThatThereIsNotIsAnError() {
    api.backend
        .connector
        .offer("near", new ScriptedExtension())
        .offer("far", new ScriptedExtension())
        .offerLogin(
            "far",
            () -> {
              throw new ExtensionException("login failed: nobody came", null);
            });
    String id = api.session("near", "far");
    awaitLoaded(id);

    assertError(400, "There is no login for the extension 'near'", logIn(id, "near"));
    assertError(500, "login failed: nobody came", logIn(id, "far"));
    assertError(404, "Extension 'none' not found", logIn(id, "none"));
    assertError(404, "Session not found: none", logIn("none", "far"));
    assertEquals("ready", state(id, "far"));
  }

  @Test
  void whatIsNotInMemoryIsStopped() {
    api.backend.connector.offer("ext", (_, _) -> new ScriptedExtension());
    String id = api.session("ext");
    awaitLoaded(id);
    api.server.post("/agent/stop", "{\"session_id\":\"" + id + "\"}");

    assertEquals("stopped", state(id, "ext"));
    assertEquals(1, api.backend.connector.connections().size());
  }

  @Test
  void whatHasChangedSinceItWasAllowedIsTold() {
    Tool now = new Tool("send", "Sends to all", JsonObject.EMPTY, JsonObject.EMPTY);
    api.backend.connector.offer(
        "post",
        new ScriptedExtension()
            .tool(now, (_, _) -> ToolResult.text(""))
            .tool("same", arguments -> ""));
    String id = api.session("post");
    awaitLoaded(id);
    pin("post__send", "Sends to you");
    pin("post__gone", "Was there");
    pin("other__tool", "Is of another");

    assertEquals(
        JsonText.parse(
            "[{\"tool\":\"post__gone\","
                + "\"approved\":{\"description\":\"Was there\",\"input_schema\":\"{}\"},"
                + "\"now\":null},"
                + "{\"tool\":\"post__send\","
                + "\"approved\":{\"description\":\"Sends to you\",\"input_schema\":\"{}\"},"
                + "\"now\":{\"description\":\"Sends to all\",\"input_schema\":\"{}\"}}]"),
        item(id, "post").get("changes"));
  }

  @Test
  void pinsThatCannotBeReadSpoilNothingElse() {
    api.backend.connector.offer("ext", new ScriptedExtension());
    String id = api.session("ext");
    awaitLoaded(id);
    api.backend.pins.breakThem();

    assertEquals("ready", state(id, "ext"));
    assertEquals("the pins are broken", object(list(id)).text("pins_problem").orElseThrow());
  }

  @Test
  void anExtensionIsStartedAnew() {
    api.backend.connector.offer("ext", (_, _) -> new ScriptedExtension().version("1"));
    String id = api.session("ext");
    awaitLoaded(id);
    ScriptedExtension first = api.backend.connector.latest("ext").orElseThrow().extension();
    api.backend.connector.offer("ext", (_, _) -> new ScriptedExtension().version("2"));

    JsonObject answer = object(restart(id, "EXT"));

    assertFalse(first.isAlive());
    assertEquals("2", first(answer).text("version").orElseThrow());
  }

  @Test
  void aRestartThatFailsIsAStateAndTheNextOneMayHelp() {
    api.backend.connector.offer("ext", (_, _) -> new ScriptedExtension());
    String id = api.session("ext");
    awaitLoaded(id);
    api.backend.connector.refuse("ext", "no more");

    JsonObject failed = first(object(restart(id, "ext")));

    assertEquals("failed", failed.text("state").orElseThrow());
    assertEquals("no more", failed.text("error").orElseThrow());
    api.backend.connector.offer("ext", (_, _) -> new ScriptedExtension());
    assertEquals("ready", first(object(restart(id, "ext"))).text("state").orElseThrow());
  }

  @Test
  void whatDidNotStartBelongsToTheSessionAgainOnceItDoes() {
    api.backend.connector.offer("good", (_, _) -> new ScriptedExtension()).refuse("bad", "not yet");
    String id = api.session("good", "bad");
    awaitLoaded(id);
    assertFalse(stored(id).contains("\"bad\""));
    api.backend.connector.offer("bad", (_, _) -> new ScriptedExtension());

    assertEquals("ready", first(object(restart(id, "bad"))).text("state").orElseThrow());
    assertTrue(stored(id).contains("\"bad\""));
  }

  @Test
  void unknownSessionsAndExtensionsAreNotFound() {
    String id = api.session();

    assertError(404, "Session not found: none", list("none"));
    assertError(404, "Session not found: none", restart("none", "ext"));
    assertError(404, "Extension 'ext' not found", restart(id, "ext"));
    assertEquals(400, api.server.get("/gander/v1/extensions").statusCode());
  }

  private void pin(String tool, String description) {
    Tool approved = new Tool(tool, description, JsonObject.EMPTY, JsonObject.EMPTY);
    api.backend.pins.replace(tool, ToolPin.of(approved, JsonText::write));
  }

  private void awaitLoaded(String id) {
    api.server.get("/agent/tools?session_id=" + id);
  }

  private String stored(String id) {
    return api.server.get("/sessions/" + id + "/extensions").body();
  }

  private HttpResponse<String> logIn(String id, String name) {
    return api.server.post("/gander/v1/extensions/" + name + "/login?session_id=" + id, "");
  }

  private HttpResponse<String> list(String id) {
    return api.server.get("/gander/v1/extensions?session_id=" + id);
  }

  private HttpResponse<String> restart(String id, String name) {
    return api.server.post("/gander/v1/extensions/" + name + "/restart?session_id=" + id, "{}");
  }

  private JsonObject item(String id, String key) {
    return items(object(list(id))).stream()
        .filter(item -> Json.of(key).equals(item.get("key")))
        .findFirst()
        .orElse(JsonObject.EMPTY);
  }

  private String state(String id, String key) {
    return item(id, key).text("state").orElse("none");
  }

  private static JsonObject first(JsonObject listing) {
    return items(listing).getFirst();
  }

  private static List<JsonObject> items(JsonObject listing) {
    return listing.array("extensions").map(JsonArray::items).orElse(List.of()).stream()
        .map(JsonObject.class::cast)
        .toList();
  }
}
