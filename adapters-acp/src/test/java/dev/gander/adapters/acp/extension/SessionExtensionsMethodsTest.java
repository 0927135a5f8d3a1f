package dev.gander.adapters.acp.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.acp.GooseTalk;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.extension.ScriptedExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionExtensionsMethodsTest {
  private final GooseTalk talk = new GooseTalk();

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void anExtensionIsStartedListedAndStopped() throws InterruptedException {
    talk.backend.connector.offer("m", new ScriptedExtension().tool("echo", _ -> "hi"));
    String id = talk.session().id().value();

    talk.done(
        "session/extensions/add", "{'sessionId': '%s', 'extension': %s}".formatted(id, server("")));
    assertEquals(JsonArray.of(GooseTalk.json(server(""))), list(id));

    talk.done("session/extensions/remove", "{'sessionId': '%s', 'name': 'M'}".formatted(id));
    talk.done("session/extensions/remove", "{'sessionId': '%s', 'name': 'm'}".formatted(id));
    assertEquals(JsonArray.EMPTY, list(id));
  }

  @Test
  void clientsOf137SendAnEntryOfTheSettings() throws InterruptedException {
    talk.backend.connector.offer("m", new ScriptedExtension());
    String id = talk.session().id().value();
    String config = "{'type': 'stdio', 'name': 'm', 'cmd': 'run', 'args': []}";

    talk.done("extensions/add", "{'sessionId': '%s', 'config': %s}".formatted(id, config));

    assertEquals(1, list(id).items().size());
    assertEquals(
        "-32602: \"bad config: missing field `cmd`\"",
        talk.error(
            "extensions/add",
            "{'sessionId': '%s', 'config': {'type': 'stdio', 'name': 'm'}}".formatted(id)));
  }

  @Test
  void whatCannotBeAddedIsExplained() throws InterruptedException {
    talk.backend.connector.refuse("m", "it does not start");
    String id = talk.session().id().value();

    assertEquals(
        "-32603: \"it does not start\"",
        talk.error(
            "session/extensions/add",
            "{'sessionId': '%s', 'extension': %s}".formatted(id, server(""))));
    assertEquals(
        "-32602: \"extension env values must be passed via envKeys referencing stored secrets, not"
            + " inline env\"",
        talk.error(
            "session/extensions/add",
            "{'sessionId': '%s', 'extension': %s}"
                .formatted(id, server("{'name': 'A', 'value': 'b'}"))));
    assertEquals(
        "-32002: \"Session not found: nope\"",
        talk.error(
            "session/extensions/add",
            "{'sessionId': 'nope', 'extension': %s}".formatted(server(""))));
    assertEquals(
        "-32002: \"Session not found: nope\"",
        talk.error("session/extensions/remove", "{'sessionId': 'nope', 'name': 'm'}"));
    assertEquals(
        "-32603: \"Session not found\"",
        talk.error("session/extensions/list", "{'sessionId': 'nope'}"));
  }

  private static String server(String env) {
    return "{'type': 'mcp', 'server': {'name': 'm', 'command': 'run', 'args': [], 'env': ["
        + env
        + "]}}";
  }

  private JsonArray list(String id) throws InterruptedException {
    JsonObject result = talk.result("session/extensions/list", "{'sessionId': '%s'}".formatted(id));
    return result.array("extensions").orElseThrow();
  }
}
