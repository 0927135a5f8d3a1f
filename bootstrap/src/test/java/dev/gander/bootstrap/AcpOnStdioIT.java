package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `goosed acp` as an editor starts it. 6 s.
class AcpOnStdioIT {
  @TempDir Path root;

  private Process process;
  private Writer in;
  private BufferedReader out;

  @AfterEach
  void stop() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void start(List<String> command) throws IOException {
    process = ImageServer.process(root, Map.of("PATH", System.getenv("PATH")), command);
    Thread.ofVirtual().start(() -> process.errorReader().lines().forEach(_ -> {}));
    in = process.outputWriter();
    out = process.inputReader();
  }

  /// Sends a request, and gives the answer; what comes before it is protocol, too.
  private JsonObject ask(int id, String method, String params) throws IOException {
    in.write(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}\n"
            .formatted(id, method, params));
    in.flush();
    JsonObject message = next();
    while (!Json.of(id).equals(message.get("id"))) {
      message = next();
    }
    return JsonFields.of(message).required("result", JsonFields::asObject);
  }

  private JsonObject next() throws IOException {
    return JsonFields.asObject(JsonText.parse(out.readLine()));
  }

  @Test
  void aTurnRunsAndTheProgramEndsWithItsInputAndItsChildren() throws Exception {
    start(List.of(NodeTools.IMAGE.resolve("bin/goosed").toString(), "acp"));
    ask(1, "initialize", "{\"protocolVersion\":1}");
    String mock = NodeTools.ROOT.resolve("contract/tools/mock-mcp.mjs").toString();
    String server =
        "{\"name\":\"mock\",\"command\":\"node\",\"args\":[\"%s\"],\"env\":[]}".formatted(mock);
    String session =
        ask(2, "session/new", "{\"cwd\":\"%s\",\"mcpServers\":[%s]}".formatted(root, server))
            .text("sessionId")
            .orElseThrow();
    JsonObject answer =
        ask(
            3,
            "session/prompt",
            "{\"sessionId\":\"%s\",\"prompt\":[{\"type\":\"text\",\"text\":\"!say hello\"}]}"
                .formatted(session));
    assertEquals("end_turn", answer.text("stopReason").orElseThrow());
    List<ProcessHandle> children = process.descendants().toList();
    assertFalse(children.isEmpty());

    in.close();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue());
    assertNotifications(out.lines().toList());
    for (ProcessHandle child : children) {
      child.onExit().get(1, TimeUnit.MINUTES);
    }
  }

  /// What still comes are notifications: a session may be named after its first turn.
  private static void assertNotifications(List<String> lines) {
    for (String line : lines) {
      JsonObject message = JsonFields.asObject(JsonText.parse(line));
      assertEquals("session/update", message.text("method").orElse(""), line);
      assertNull(message.get("id"), line);
    }
  }

  @Test
  void theServerOfHttpIsNotNeeded() throws Exception {
    try (Stream<Path> jars = Files.list(NodeTools.IMAGE.resolve("lib"))) {
      List<String> without =
          jars.map(Path::toString)
              .filter(jar -> jar.endsWith(".jar") && !jar.contains("helidon"))
              .toList();
      start(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              String.join(":", without),
              "dev.gander.bootstrap.Main",
              "acp"));
    }
    ask(1, "initialize", "{\"protocolVersion\":1}");
    ask(2, "session/new", "{\"cwd\":\"%s\",\"mcpServers\":[]}".formatted(root));

    in.close();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue());
  }
}
