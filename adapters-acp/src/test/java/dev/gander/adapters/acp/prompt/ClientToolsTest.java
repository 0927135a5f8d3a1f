package dev.gander.adapters.acp.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.AcpBackend;
import dev.gander.adapters.acp.Talk;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The client's files and terminal in place of ours.
@Timeout(60)
class ClientToolsTest {
  private final AcpBackend backend = new AcpBackend();
  private final Talk client = Talk.with(backend);
  private String session = "";

  @BeforeEach
  void open() throws InterruptedException {
    backend.connector.offer(
        "developer",
        new ScriptedExtension().unprefixed().tool("shell", (_, _) -> ToolResult.text("ran here")));
    client.announcing("{\"fs\":{\"readTextFile\":true,\"writeTextFile\":true},\"terminal\":true}");
    session = opened(client);
    client.update(session, "available_commands_update");
    client.forget();
  }

  @AfterEach
  void close() {
    client.close();
    backend.close();
  }

  private static String opened(Talk by) throws InterruptedException {
    return by.result(
            "session/new",
            "{\"cwd\":\"/tmp\",\"mcpServers\":[],\"_meta\":{\"enabledExtensions\":[]}}")
        .text("sessionId")
        .orElseThrow();
  }

  private void calls(String tool, String arguments) {
    backend.model.answer(ScriptedAnswer.calls("c1", tool, (JsonObject) JsonText.parse(arguments)));
  }

  private String prompt() {
    return "{\"sessionId\":\""
        + session
        + "\",\"prompt\":[{\"type\":\"text\",\"text\":\"go on\"}]}";
  }

  private static JsonFields update(JsonObject message) {
    return new JsonFields(
        message.object("params").flatMap(it -> it.object("update")).orElseThrow());
  }

  /// The updates of the call, in order.
  private List<JsonObject> updates() {
    return client.heard().stream()
        .filter(it -> it.toString().contains("tool_call_update"))
        .map(it -> update(it).object().without(Set.of("_meta", "sessionUpdate", "toolCallId")))
        .toList();
  }

  private static JsonObject json(String text) {
    return (JsonObject) JsonText.parse(text);
  }

  @Test
  void aFileIsEditedAtTheClient() throws InterruptedException {
    calls("edit", "{\"path\":\"a\",\"before\":\"alpha\",\"after\":\"ALPHA\"}");
    int prompt = client.ask("session/prompt", prompt());

    client.reply(client.asked("fs/read_text_file"), "{\"content\":\"alpha\\nbeta\\n\"}");
    JsonObject write = client.asked("fs/write_text_file");
    client.reply(write, "null");
    client.answer(prompt);

    assertEquals(
        json("{\"path\":\"/tmp/a\",\"content\":\"ALPHA\\nbeta\\n\"}"),
        write.object("params").orElseThrow().without(Set.of("sessionId")));
    assertEquals(
        List.of(
            json("{\"kind\":\"edit\",\"locations\":[{\"path\":\"/tmp/a\"}]}"),
            json(
                """
                {"content":[{"type":"diff","path":"/tmp/a","oldText":"alpha\\nbeta\\n",
                  "newText":"ALPHA\\nbeta\\n"}]}"""),
            json("{\"status\":\"completed\"}")),
        updates());
    assertEquals(
        List.of(
            "session_info_update",
            "tool_call",
            "tool_call_update",
            "fs/read_text_file",
            "fs/write_text_file",
            "tool_call_update",
            "tool_call_update"),
        client.order().subList(0, 7));
  }

  @Test
  void onlyThenThereIsAToolThatReads() throws InterruptedException {
    calls("read", "{\"path\":\"/w/a\",\"line\":1}");
    int prompt = client.ask("session/prompt", prompt());
    JsonObject asked = client.asked("fs/read_text_file");
    client.reply(asked, "{\"content\":\"text\"}");
    client.answer(prompt);

    assertEquals(Json.of(1L), asked.object("params").orElseThrow().get("line"));
    assertTrue(tools().contains("read"), () -> tools().toString());
    try (Talk plain = Talk.with(backend)) {
      plain.result("session/prompt", prompt());
    }
    assertTrue(!tools().contains("read"), () -> tools().toString());
  }

  private List<String> tools() {
    return backend.model.lastRequest().tools().stream().map(Tool::name).toList();
  }

  @Test
  void aRefusalIsTheResultOfTheTool() throws InterruptedException {
    calls("read", "{\"path\":\"/w/a\"}");
    int prompt = client.ask("session/prompt", prompt());
    client.refuse(
        client.asked("fs/read_text_file"), "{\"code\":-32603,\"message\":\"m\",\"data\":\"no\"}");
    client.answer(prompt);

    assertEquals(
        json(
            """
            {"status":"failed","content":[{"type":"content","content":
              {"type":"text","text":"Failed to read /w/a: no"}}]}"""),
        updates().getLast().without(Set.of("locations")));
  }

  @Test
  void aCommandRunsInTheTerminalOfTheClient() throws InterruptedException {
    calls("shell", "{\"command\":\"ls -l\"}");
    int prompt = client.ask("session/prompt", prompt());

    JsonObject create = client.asked("terminal/create");
    client.reply(create, "{\"terminalId\":\"t1\"}");
    client.reply(client.asked("terminal/wait_for_exit"), "{\"exitCode\":2,\"signal\":null}");
    client.reply(
        client.asked("terminal/output"),
        "{\"output\":\"listed\",\"truncated\":false,\"exitStatus\":{\"exitCode\":2}}");
    client.answer(prompt);

    assertEquals(
        json("{\"command\":\"ls -l\",\"cwd\":\"/tmp\",\"outputByteLimit\":50000}"),
        create.object("params").orElseThrow().without(Set.of("sessionId")));
    assertEquals(
        List.of(
            json("{\"kind\":\"execute\"}"),
            json("{\"content\":[{\"type\":\"terminal\",\"terminalId\":\"t1\"}]}"),
            json("{\"status\":\"failed\"}")),
        updates());
    assertEquals(
        List.of(
            "tool_call",
            "tool_call_update",
            "terminal/create",
            "tool_call_update",
            "terminal/wait_for_exit",
            "terminal/output",
            "terminal/release",
            "tool_call_update"),
        client.order().subList(1, 9));
  }

  @Test
  void aCancelEndsWhatRunsInTheTerminal() throws InterruptedException {
    calls("shell", "{\"command\":\"sleep 9\"}");
    int prompt = client.ask("session/prompt", prompt());
    client.reply(client.asked("terminal/create"), "{\"terminalId\":\"t1\"}");
    client.asked("terminal/wait_for_exit");

    client.tell("session/cancel", "{\"sessionId\":\"" + session + "\"}");

    assertEquals(
        Json.of("cancelled"),
        client.answer(prompt).object("result").orElseThrow().get("stopReason"));
    JsonObject kill = client.asked("terminal/kill");
    JsonObject release = client.asked("terminal/release");
    assertTrue(client.heard().indexOf(kill) < client.heard().indexOf(release));
    client.reply(kill, "{}");
    client.reply(release, "{}");
    client.result("session/prompt", prompt());
  }

  @Test
  void aTerminalThatComesAfterTheCancelIsGivenBack() throws InterruptedException {
    calls("shell", "{\"command\":\"sleep 9\"}");
    int prompt = client.ask("session/prompt", prompt());
    JsonObject create = client.asked("terminal/create");

    client.tell("session/cancel", "{\"sessionId\":\"" + session + "\"}");
    client.answer(prompt);
    client.reply(create, "{\"terminalId\":\"t9\"}");

    assertEquals(
        Json.of("t9"),
        client.asked("terminal/kill").object("params").orElseThrow().get("terminalId"));
    assertEquals(
        Json.of("t9"),
        client.asked("terminal/release").object("params").orElseThrow().get("terminalId"));
  }

  @Test
  void aClientThatLeavesIsAFailureForTheModel() throws InterruptedException {
    calls("shell", "{\"command\":\"ls\"}");
    try (Talk watcher = Talk.with(backend)) {
      watcher.result(
          "session/prompt", prompt().replace("[{\"type\":\"text\",\"text\":\"go on\"}]", "[]"));
      client.ask("session/prompt", prompt());
      client.asked("terminal/create");

      client.close();

      JsonObject result =
          watcher.hears(it -> it.toString().contains("failed") && it.toString().contains("gone"));
      assertTrue(
          result.toString().contains("Failed to run the command in /tmp: the client has gone"),
          result::toString);
    }
  }

  @Test
  void aClientWithoutATerminalRunsNothing() throws InterruptedException {
    try (Talk plain = Talk.with(backend)) {
      calls("shell", "{\"command\":\"ls\"}");
      plain.result("session/prompt", prompt());

      assertTrue(plain.heard().toString().contains("ran here"), () -> plain.heard().toString());
    }
  }

  @Test
  void anotherClientSeesTheChangeButNotTheTerminal() throws InterruptedException {
    try (Talk watcher = Talk.with(backend)) {
      watcher.result(
          "session/prompt", prompt().replace("[{\"type\":\"text\",\"text\":\"go on\"}]", "[]"));
      calls("write", "{\"path\":\"b\",\"content\":\"x\"}");
      calls("shell", "{\"command\":\"ls\"}");
      int prompt = client.ask("session/prompt", prompt());
      client.reply(client.asked("fs/write_text_file"), "{}");
      client.reply(client.asked("terminal/create"), "{\"terminalId\":\"t1\"}");
      client.reply(client.asked("terminal/wait_for_exit"), "{\"exitCode\":0}");
      client.reply(client.asked("terminal/output"), "{\"output\":\"o\",\"truncated\":false}");
      client.answer(prompt);
      watcher.hears(it -> it.toString().contains("exit code: 0"));

      assertTrue(watcher.heard().toString().contains("diff"), () -> watcher.heard().toString());
      assertTrue(
          !watcher.heard().toString().contains("terminalId"), () -> watcher.heard().toString());
    }
  }
}
