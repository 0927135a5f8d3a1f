package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An extension prints all that it was given, in several forms, and fails. Looks at every place
/// that its words may come to.
class EchoedSecretsIT {
  private static final String GIVEN = "pa/ss+w0rd-given";
  private static final String NAMED = "t0ken-that-is-named";
  private static final String PASS = "correcthorsebattery";
  private static final String LONG = "l0ng-token-".repeat(20);
  private static final String PEM =
      "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\nBKcwggSjAgEAAoIBAQC7VJTU\n-----END KEY-----";

  /// Parts of the secrets, also in Base64.
  private static final List<String> TOLD =
      List.of(
          "w0rd",
          "t0ken",
          "cGEvc3Mr",
          "dDBrZW4t",
          "horse",
          "l0ng",
          "bDBuZy10b2tl",
          "QIBADANBgkq",
          "oIBAQC7",
          "pw-0f");

  @TempDir Path root;

  @Test
  void whatAFailingExtensionSaysIsToldEverywhereWithoutItsSecrets() throws Exception {
    Map<String, String> variables =
        Map.of("MY_TOKEN", NAMED, "DATABASE_URL", "postgres://me:pw-0f-the-address@localhost/db");
    try (ImageServer server = ImageServer.start(root, variables)) {
      String id = JsonFields.of(server.post("/agent/start", start())).text("id");

      String resumed =
          whole(
              server.send(
                  "POST",
                  "/agent/resume",
                  "{\"session_id\": \"" + id + "\"," + " \"load_model_and_extensions\": true}"),
              200);
      assertDiscreet(resumed.substring(resumed.indexOf("extension_results")));
      String added =
          whole(
              server.send(
                  "POST",
                  "/agent/add_extension",
                  "{\"session_id\": \"" + id + "\", \"config\": " + telling() + "}"),
              424);
      assertDiscreet(added);
      assertDiscreet(whole(server.send("GET", "/diagnostics/" + id + "?level=full", ""), 200));
      assertDiscreet(ImageServer.log(root.resolve("state")));
      assertTrue(
          whole(server.send("GET", "/sessions/" + id + "/extensions", ""), 200).contains(GIVEN),
          "what a client asks for it gets");
    }
  }

  /// A service says which key it does not know, and not that it is one.
  @Test
  void whatAServiceSaysOfItsKeyIsToldWithoutIt() throws Exception {
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          String key = exchange.getRequestHeaders().getFirst("Authorization").split(" ")[1];
          JsonObject refusal =
              JsonObject.builder()
                  .put("code", -32_000)
                  .put("message", "no such key: " + key)
                  .build();
          Json request = JsonText.parse(exchange.getRequestBody().readAllBytes());
          JsonObject answer =
              JsonObject.builder()
                  .put("jsonrpc", "2.0")
                  .putIfPresent("id", ((JsonObject) request).get("id"))
                  .put("error", refusal)
                  .build();
          byte[] body = JsonText.write(answer).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      String id = server.newSession(root);
      JsonObject config =
          JsonObject.builder()
              .put("type", "streamable_http")
              .put("name", "service")
              .put("description", "")
              .put("uri", "http://127.0.0.1:" + service.getAddress().getPort() + "/mcp")
              .put("headers", JsonObject.of("Authorization", Json.of("ApiKey " + PASS)))
              .build();
      JsonObject request = JsonObject.builder().put("session_id", id).put("config", config).build();

      String added =
          whole(server.send("POST", "/agent/add_extension", JsonText.write(request)), 424);

      assertTrue(added.contains("no such key: ***"), added);
      assertFalse(ImageServer.log(root.resolve("state")).contains(PASS));
    } finally {
      service.stop(0);
    }
  }

  @Test
  void onlyTheOwnerCanReadTheLogs() throws Exception {
    try (ImageServer _ = ImageServer.start(root, Map.of())) {
      Path logs = root.resolve("state/logs");
      try (Stream<Path> files = Files.walk(logs)) {
        for (Path file : files.toList()) {
          String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
          assertEquals(Files.isDirectory(file) ? "rwx------" : "rw-------", mode, file.toString());
        }
      }
      assertTrue(Files.exists(logs.resolve("server")));
    }
  }

  private static void assertDiscreet(String text) {
    assertTrue(text.contains("I was given"), text);
    assertTrue(text.contains("***"), text);
    for (String part : TOLD) {
      assertFalse(text.contains(part), part + " in " + text);
    }
  }

  private static String whole(HttpResponse<String> answer, int status) {
    assertEquals(status, answer.statusCode(), answer.body());
    return answer.body();
  }

  private String start() throws IOException {
    return "{\"working_dir\": \"" + root + "\", \"extension_overrides\": [" + telling() + "]}";
  }

  private String telling() throws IOException {
    Path script = root.resolve("telling");
    Files.writeString(
        script,
        """
        #!/bin/sh
        echo "I was given $LEVEL and $MY_TOKEN" >&2
        printf %s "$LEVEL" | base64 >&2
        printf %s "user:$MY_TOKEN" | base64 >&2
        echo "encoded: pa%2Fss%2Bw0rd-given, pa%2fss%2bw0rd-given" >&2
        echo '{"escaped": "pa\\/ss+w0rd-given"}' >&2
        i=0; while [ $i -lt 5000 ]; do echo "no: $DB_PASS $LEVEL" >&2; i=$((i+1)); done
        echo "I was given $DB_PASS and $DATABASE_URL" >&2
        printf %s "$LONG" | base64 >&2
        printf %s "$LONG" | base64 -w 64 | sed 's/^/  /' >&2
        printf '%s\\n' "$PEM" | sed 's/^/line: /' >&2
        echo "$DATABASE_URL" | sed 's/.*me://; s/@.*//' >&2
        exit 1
        """);
    assertTrue(script.toFile().setExecutable(true));
    JsonObject config =
        JsonObject.builder()
            .put("type", "stdio")
            .put("name", "telling")
            .put("description", "")
            .put("cmd", script.toString())
            .put("args", JsonText.parse("[]"))
            .put("envs", envs())
            .put("env_keys", JsonText.parse("[\"MY_TOKEN\"]"))
            .build();
    return JsonText.write(config);
  }

  private static JsonObject envs() {
    return JsonObject.builder()
        .put("LEVEL", GIVEN)
        .put("DB_PASS", PASS)
        .put("LONG", LONG)
        .put("PEM", PEM)
        .build();
  }
}
