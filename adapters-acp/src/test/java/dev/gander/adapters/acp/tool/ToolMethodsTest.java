package dev.gander.adapters.acp.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.GooseTalk;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.extension.ScriptedExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolMethodsTest {
  private final GooseTalk talk = new GooseTalk();
  private final String id = talk.session().id().value();

  @BeforeEach
  void addExtension() throws InterruptedException {
    talk.backend.connector.offer(
        "m",
        new ScriptedExtension()
            .tool("echo", args -> args.text("message").orElse("nothing"))
            .resource("ui://m/a", "text/html", "<p>")
            .resource(new ResourceContent.Blob("ui://m/b", null, "AAA=", null)));
    talk.done(
        "session/extensions/add",
        """
        {'sessionId': '%s', 'extension': {'type': 'mcp',
          'server': {'name': 'm', 'command': 'run', 'args': [], 'env': []}}}\
        """
            .formatted(id));
  }

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void toolsAreListed() throws InterruptedException {
    JsonArray tools =
        talk.result("tools/list", "{'sessionId': '%s'}".formatted(id)).array("tools").orElseThrow();

    JsonObject echo =
        tools.items().stream()
            .map(JsonObject.class::cast)
            .filter(tool -> tool.text("name").orElse("").equals("m__echo"))
            .findFirst()
            .orElseThrow();
    assertTrue(echo.object("inputSchema").isPresent());
    assertEquals(tools, talk.result("tools", "{'sessionId': '%s'}".formatted(id)).get("tools"));
  }

  @Test
  void aToolIsCalledByEitherName() throws InterruptedException {
    JsonObject hi =
        (JsonObject)
            GooseTalk.json("{'content': [{'type': 'text', 'text': 'hi'}], 'isError': false}");

    assertEquals(hi, call("'name': 'm__echo', 'arguments': {'message': 'hi'}"));
    assertEquals(hi, call("'name': 'echo', 'extensionName': 'M', 'arguments': {'message': 'hi'}"));
    assertEquals(Json.of(false), call("'name': 'm__echo'").get("isError"));
  }

  @Test
  void whatCannotBeCalledIsExplained() throws InterruptedException {
    assertEquals("-32602: \"tool not found\"", notCalled("'name': 'm__nothing'"));
    assertEquals(
        "-32602: \"tool arguments must be an object\"",
        notCalled("'name': 'm__echo', 'arguments': [1]"));
    assertEquals(
        "-32002: \"Session not found: nope\"",
        talk.error("tools/call", "{'sessionId': 'nope', 'name': 'm__echo'}"));
    assertEquals(
        "-32002: \"Session not found: nope\"", talk.error("tools/list", "{'sessionId': 'nope'}"));
  }

  private JsonObject call(String params) throws InterruptedException {
    return talk.result("tools/call", "{'sessionId': '%s', %s}".formatted(id, params));
  }

  private String notCalled(String params) throws InterruptedException {
    return talk.error("tool/call", "{'sessionId': '%s', %s}".formatted(id, params));
  }

  @Test
  void resourcesAreReadWhole() throws InterruptedException {
    assertEquals(
        GooseTalk.json(
            "{'result': {'contents': [{'uri': 'ui://m/a', 'mimeType': 'text/html', 'text': '<p>'}]}}"),
        read("ui://m/a"));
    assertEquals(
        GooseTalk.json("{'result': {'contents': [{'uri': 'ui://m/b', 'blob': 'AAA='}]}}"),
        read("ui://m/b"));
    assertTrue(
        talk.error(
                "resources/read",
                "{'sessionId': '%s', 'uri': 'ui://m/c', 'extensionName': 'm'}".formatted(id))
            .startsWith("-32002: "));
  }

  private JsonObject read(String uri) throws InterruptedException {
    return talk.result(
        "resources/read",
        "{'sessionId': '%s', 'uri': '%s', 'extensionName': 'm'}".formatted(id, uri));
  }
}
