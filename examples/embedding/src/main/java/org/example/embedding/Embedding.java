package org.example.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gander.bootstrap.Gander;
import dev.gander.bootstrap.GanderServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Starts Gander on a free port, sends a prompt to its scripted model, prints the answer and stops.
public final class Embedding {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI server;
  private final String key;

  private Embedding(URI server, String key) {
    this.server = server;
    this.key = key;
  }

  /// @param arguments the words of the prompt
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("embedding");
    try (GanderServer gander =
        Gander.builder().home(folder).model("scripted", "scripted").start()) {
      Embedding program = new Embedding(gander.uri(), gander.key());
      System.out.println(program.ask(folder, String.join(" ", arguments)));
    }
  }

  private String ask(Path folder, String text) throws IOException, InterruptedException {
    JsonNode session =
        JSON.readTree(
            post(
                "/agent/start",
                Map.of("working_dir", folder.toString(), "extension_overrides", List.of())));
    String id = session.path("id").asText();
    post("/agent/resume", Map.of("session_id", id, "load_model_and_extensions", true));
    return answer(post("/reply", Map.of("session_id", id, "user_message", message(text))));
  }

  private static Map<String, Object> message(String text) {
    return Map.of(
        "role", "user",
        "created", Instant.now().getEpochSecond(),
        "content", List.of(Map.of("type", "text", "text", text)),
        "metadata", Map.of("userVisible", true, "agentVisible", true));
  }

  /// The text in an event stream.
  private static String answer(String events) throws IOException {
    StringBuilder answer = new StringBuilder();
    for (String line : events.lines().filter(line -> line.startsWith("data: ")).toList()) {
      JsonNode event = JSON.readTree(line.substring("data: ".length()));
      if (event.has("error")) {
        throw new IOException(event.path("error").asText());
      }
      for (JsonNode content : event.path("message").path("content")) {
        answer.append(content.path("text").asText());
      }
    }
    return answer.toString();
  }

  private String post(String path, Object body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("X-Secret-Key", key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }
}
