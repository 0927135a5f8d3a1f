package dev.gander.adapters.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.gander.adapters.cli.TypedLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `goosed config --server`, against a server that answers as goosed does.
class SettingsAtServerTest {
  @TempDir Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, String> answers = new HashMap<>();
  private HttpServer server;
  private TypedLine line;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String request = exchange.getRequestURI() + " " + body;
          asked.add(request.strip());
          byte[] answer = answers.getOrDefault(request.strip(), "null").getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    line = new TypedLine(folder);
    line.variables.put("GANDER_KEY", "k");
    line.variables.put("GANDER_SERVER", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static String read(String key, boolean isSecret) {
    return "/config/read {\"key\":\"" + key + "\",\"is_secret\":" + isSecret + "}";
  }

  @Test
  void aSettingIsRead() {
    answers.put(read("GOOSE_MODE", false), "\"chat\"");

    assertEquals(0, line.run("config", "get", "GOOSE_MODE"));
    assertEquals("chat\n", line.shown());
    assertEquals(1, line.run("config", "get", "GOOSE_MODEL"));
    assertEquals("GOOSE_MODEL is not set\n", line.told());
  }

  @Test
  void secretsAreNotShownWhereverTheyAre() {
    answers.put(read("OPENAI_API_KEY", true), "{\"maskedValue\":\"sk-1***\"}");
    answers.put(
        "/config",
        "{\"config\":{\"A\":1,\"extensions\":{\"x\":{\"envs\":{\"TOKEN\":\"sesame\"}}}}}");

    assertEquals(0, line.run("config", "get", "OPENAI_API_KEY"));
    assertEquals("", line.shown());
    assertEquals("OPENAI_API_KEY is set. It is a secret, and not shown\n", line.told());
    assertEquals(0, line.run("config", "list"));
    assertTrue(line.shown().startsWith("A=1\nextensions="), line.shown());
    assertFalse(line.shown().contains("sesame"), line.shown());
  }

  @Test
  void settingsAndSecretsAreChanged() {
    line.typed = "sk-2\n";
    assertEquals(0, line.run("config", "set", "GOOSE_MAX_TURNS", "7"));
    assertEquals(0, line.run("config", "set", "--secret", "OPENAI_API_KEY"));
    assertEquals(0, line.run("config", "unset", "GOOSE_MODE"));

    assertEquals(
        List.of(
            "/config/upsert {\"key\":\"GOOSE_MAX_TURNS\",\"is_secret\":false,\"value\":7}",
            "/config/upsert {\"key\":\"OPENAI_API_KEY\",\"is_secret\":true,\"value\":\"sk-2\"}",
            "/config/remove {\"key\":\"GOOSE_MODE\",\"is_secret\":false}"),
        asked);
  }
}
