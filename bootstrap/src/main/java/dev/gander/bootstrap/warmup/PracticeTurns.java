package dev.gander.bootstrap.warmup;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// What clients of a server do: look at its lists, begin sessions, and have turns in either way of
/// streaming.
final class PracticeTurns implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// The history is a part of each request to a model, so it must not get long.
  private static final int TURNS_OF_SESSION = 10;

  private static final int TURNS_WITH_TOOL = 5;

  private static final List<String> LISTS =
      List.of("/sessions", "/config", "/config/extensions", "/config/providers");

  private final HttpClient client =
      HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
  private final URI server;
  private final String key;
  private final Path folder;
  private String session = "";

  /// @param folder in which the sessions work
  PracticeTurns(URI server, String key, Path folder) {
    this.server = server;
    this.key = key;
    this.folder = folder;
  }

  void turn(int number) throws IOException, InterruptedException {
    if (number % TURNS_OF_SESSION == 0) {
      for (String list : LISTS) {
        ask("GET", list, "");
      }
      beginSession();
    }
    String text = number % TURNS_WITH_TOOL == 1 ? PracticeModel.WITH_TOOL : "Talk.";
    if (number % 2 == 0) {
      reply(text);
    } else {
      replyToFollowers(text);
    }
  }

  private void beginSession() throws IOException, InterruptedException {
    String begun =
        ask(
            "POST",
            "/agent/start",
            "{\"working_dir\": %s}".formatted(JsonText.write(Json.of(folder.toString()))));
    session = JsonFields.asObject(JsonText.parse(begun)).text("id").orElseThrow();
    ask(
        "POST",
        "/agent/resume",
        "{\"session_id\": \"%s\", \"load_model_and_extensions\": true}".formatted(session));
    ask("GET", "/sessions/" + session, "");
  }

  private void reply(String text) throws IOException, InterruptedException {
    ask(
        "POST",
        "/reply",
        "{\"session_id\": \"%s\", \"user_message\": %s}".formatted(session, message(text)));
  }

  private void replyToFollowers(String text) throws IOException, InterruptedException {
    String path = "/sessions/" + session;
    HttpResponse<Stream<String>> events = send("GET", path + "/events", "", BodyHandlers.ofLines());
    try (Stream<String> lines = events.body()) {
      ask(
          "POST",
          path + "/reply",
          "{\"request_id\": \"%s\", \"user_message\": %s}"
              .formatted(UUID.randomUUID(), message(text)));
      if (lines.noneMatch(line -> line.contains("\"type\":\"Finish\""))) {
        throw new IOException("the events ended before the turn");
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String message(String text) {
    return """
    {"role": "user", "created": %d, "content": [{"type": "text", "text": "%s"}],
     "metadata": {"userVisible": true, "agentVisible": true}}"""
        .formatted(Instant.now().getEpochSecond(), text);
  }

  private String ask(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, path, body, BodyHandlers.ofString()).body();
  }

  private <T> HttpResponse<T> send(String method, String path, String body, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("X-Secret-Key", key)
            .build();
    HttpResponse<T> response = client.send(request, handler);
    if (response.statusCode() != 200) {
      throw new IOException(method + " " + path + " answered " + response.statusCode());
    }
    return response;
  }

  /// Ends a turn that is being played, too. Any thread.
  @Override
  public void close() {
    client.shutdownNow();
  }
}
