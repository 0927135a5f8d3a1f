package dev.gander.adapters.acp.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.GooseTalk;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfiguredExtensionsMethodsTest {
  private final GooseTalk talk = new GooseTalk();

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void anExtensionIsAddedSwitchedAndRemoved() throws InterruptedException {
    talk.done(
        "config/extensions/add",
        """
        {'extension': {'type': 'mcp', 'description': 'Does it', 'envKeys': ['OTHER'],
          'server': {'name': 'My Tool', 'command': 'node', 'args': ['x'],
                     'env': [{'name': 'TOK', 'value': 's3cret'}]}}, 'enabled': true}\
        """);

    JsonObject listed = listed("mytool").orElseThrow();
    assertEquals(Json.of(true), listed.get("enabled"));
    assertEquals(
        GooseTalk.json(
            """
            {'type': 'mcp', 'server': {'name': 'My Tool', 'command': 'node', 'args': ['x'],
             'env': []}, 'description': 'Does it', 'envKeys': ['OTHER', 'TOK']}\
            """),
        listed.get("extension"));
    assertEquals(Json.of("s3cret"), talk.backend.secrets.find("TOK").orElseThrow());

    talk.done("config/extensions/set-enabled", "{'configKey': 'mytool', 'enabled': false}");
    assertEquals(Json.of(false), listed("mytool").orElseThrow().get("enabled"));

    talk.done("config/extensions/remove", "{'configKey': 'mytool'}");
    talk.done("config/extensions/remove", "{'configKey': 'mytool'}");
    assertEquals(Optional.empty(), listed("mytool"));
    assertEquals(
        "-32602: \"Extension 'mytool' not found\"",
        talk.error("config/extensions/toggle", "{'configKey': 'mytool', 'enabled': true}"));
  }

  @Test
  void clientsOf137SendAnEntryOfTheSettings() throws InterruptedException {
    talk.done(
        "config/extensions/add",
        "{'name': 'older', 'extensionConfig': {'type': 'stdio', 'cmd': 'node', 'args': []}}");

    assertEquals(Json.of(false), listed("older").orElseThrow().get("enabled"));
  }

  @Test
  void whatIsNoExtensionIsExplained() throws InterruptedException {
    assertEquals(
        "-32602: \"missing field `extension`\"", talk.error("config/extensions/add", "{}"));
    assertEquals(
        "-32602: \"missing field `name`\"",
        talk.error("config/extensions/add", "{'extension': {'type': 'builtin'}}"));
    assertTrue(
        talk.error("config/extensions/add", "{'extension': {'type': 'magic'}}")
            .contains("unknown variant `magic`"));
    assertTrue(
        talk.error("config/extensions/add", "{'extension': {'type': 'builtin', 'name': ' '}}")
            .contains("must not be blank"));
    assertEquals(JsonArray.EMPTY, talk.result("config/extensions/list", "{}").get("warnings"));
  }

  @Test
  void whatComesWithTheProgramIsAvailable() throws InterruptedException {
    List<JsonObject> all = extensions("extensions/available");

    assertEquals(Optional.of("platform"), named(all, "todo").text("type"));
    assertEquals(Optional.of("builtin"), named(all, "memory").text("type"));
    assertTrue(all.stream().noneMatch(it -> it.text("name").orElse("").equals("orchestrator")));
  }

  private static JsonObject named(List<JsonObject> all, String name) {
    return all.stream()
        .filter(it -> it.text("name").orElse("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonObject> extensions(String method) throws InterruptedException {
    return talk.result(method, "{}").array("extensions").orElseThrow().items().stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private Optional<JsonObject> listed(String key) throws InterruptedException {
    return extensions("config/extensions/list").stream()
        .filter(entry -> entry.text("configKey").orElse("").equals(key))
        .findFirst();
  }
}
