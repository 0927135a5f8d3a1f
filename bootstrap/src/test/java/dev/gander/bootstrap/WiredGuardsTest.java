package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.options.HttpOptions;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What users write into files and variables to be protected reaches the place that protects them.
class WiredGuardsTest {
  private static final String KEY = "key-of-the-server";

  @TempDir Path folder;

  @Test
  void rulesAndListsAreReadWhereUsersPutThem() throws Exception {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(folder.resolve("config/adversary.md"), "tools: shell\n---\nBlock it.\n");
    Path list =
        Files.writeString(
            folder.resolve("list.yaml"), "extensions:\n  - id: a\n    command: mcp-a --stdio\n");
    Map<String, String> variables =
        Map.of(
            "GOOSE_PROVIDER", "scripted",
            "GOOSE_MODEL", "scripted",
            "GOOSE_DISABLE_SESSION_NAMING", "true",
            "GANDER_REVIEW_FAILURE", "deny",
            "GOOSE_ALLOWLIST", list.toString());
    var options = HttpOptions.of("127.0.0.1", 0, KEY, null, Set.of());
    try (GanderServer server =
            GanderServer.start(
                Environment.in(folder, variables), options, null, new KnownSecrets());
        HttpClient client = HttpClient.newHttpClient()) {
      String id =
          ((JsonObject) JsonText.parse(post(client, server, "/agent/start", start()).body()))
              .text("id")
              .orElseThrow();

      HttpResponse<String> refused = post(client, server, "/agent/add_extension", extension(id));
      assertEquals(400, refused.statusCode());
      assertTrue(refused.body().contains("'mcp-b' is not among the allowed"), refused::body);

      assertEquals(200, post(client, server, "/agent/resume", resumption(id)).statusCode());
      // The scripted model does not review, it calls the tool again.
      String events = post(client, server, "/reply", message(id)).body();
      assertTrue(events.contains("could not review the call of shell"), events);
      assertTrue(Files.notExists(folder.resolve("made")), events);
    }
  }

  private String start() {
    return """
    {"working_dir": "%s", "extension_overrides":
     [{"type": "platform", "name": "developer", "description": ""}]}"""
        .formatted(folder);
  }

  private static String extension(String id) {
    return """
    {"session_id": "%s", "config": {"type": "stdio", "name": "b", "description": "",
     "cmd": "mcp-b", "args": []}}"""
        .formatted(id);
  }

  private static String resumption(String id) {
    return "{\"session_id\": \"%s\", \"load_model_and_extensions\": true}".formatted(id);
  }

  private static String message(String id) {
    return """
    {"session_id": "%s", "user_message": {"role": "user", "created": 1, "content":
     [{"type": "text", "text": "!tool shell {\\"command\\":\\"touch made\\"}\\n---\\n!say done"}],
     "metadata": {"userVisible": true, "agentVisible": true}}}"""
        .formatted(id);
  }

  private static HttpResponse<String> post(
      HttpClient client, GanderServer server, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path))
            .header("x-secret-key", KEY)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
