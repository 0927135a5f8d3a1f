package dev.gander.adapters.cli.run;

import dev.gander.adapters.cli.server.ServerConnection;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs at a server. Recipes in files are sent to it. A server that is started anew meanwhile is
/// waited for.
final class RunAtServer implements RunPlace {
  private static final String RUNS = "/gander/v1/runs";
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_FAILURES = 120;

  private final ServerConnection server;

  /// @param server closed with this
  RunAtServer(ServerConnection server) {
    this.server = server;
  }

  @Override
  public JsonObject recipe(Path file) throws IOException, InterruptedException {
    JsonObject text = JsonObject.of("content", Json.of(Files.readString(file)));
    JsonObject parsed = server.answer(server.post("/recipes/parse", text));
    return JsonObject.of("inline", parsed.object("recipe").orElse(JsonObject.EMPTY));
  }

  /// Repeated if the answer gets lost: the same key gives the same run.
  @Override
  public JsonObject start(JsonObject request, @Nullable String idempotencyKey)
      throws IOException, InterruptedException {
    String once = idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey;
    HttpRequest.Builder start = server.post(RUNS, request).header("idempotency-key", once);
    try {
      return server.answer(start);
    } catch (IOException _) {
      Thread.sleep(PAUSE);
      return server.answer(start);
    }
  }

  @Override
  public JsonObject next(JsonObject run) throws IOException, InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        follow(run);
        return server.answer(server.get(path(run)));
      } catch (IOException e) {
        if (failures == MOST_FAILURES) {
          throw e;
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  /// Waits for another state than the known one, or the end of the stream.
  private void follow(JsonObject run) throws IOException, InterruptedException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(server.stream(path(run) + "/events"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data: {\"type\":\"RunState\"") && isOther(line.substring(6), run)) {
          return;
        }
      }
    }
  }

  private static boolean isOther(String event, JsonObject run) {
    return JsonText.parse(event) instanceof JsonObject told
        && !told.object("run").flatMap(now -> now.text("state")).equals(run.text("state"));
  }

  @Override
  public JsonObject cancel(JsonObject run) throws IOException, InterruptedException {
    return server.answer(server.post(path(run) + "/cancel", JsonObject.EMPTY));
  }

  private static String path(JsonObject run) {
    return RUNS + "/" + run.text("id").orElseThrow();
  }

  @Override
  public void close() {
    server.close();
  }
}
