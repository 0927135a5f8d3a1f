package dev.gander.bootstrap.runner;

import dev.gander.connections.ConnectionException;
import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs at a server. Recipes in files are sent to it. A server that is started anew meanwhile is
/// waited for.
public final class RunAtServer implements RunPlace {
  private static final String RUNS = "/gander/v1/runs";
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_FAILURES = 120;

  private final String server;
  private final String key;
  private final HttpClient client;

  /// @param server its address, as in `https://host:8080`
  /// @throws InvalidInput if the address makes no sense, or a certificate in the settings cannot be
  ///   used
  public RunAtServer(String server, String key, NetworkSettings network) {
    this.server = address(server);
    this.key = key;
    try {
      client = Connections.builder(network).build();
    } catch (ConnectionException e) {
      throw new InvalidInput(e.text());
    }
  }

  private static String address(String server) {
    String text = server.replaceFirst("/+$", "");
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return text;
      }
    } catch (IllegalArgumentException _) {
      // Told below.
    }
    throw new InvalidInput("The server's address is not one: " + server);
  }

  @Override
  public JsonObject recipe(Path file) throws IOException, InterruptedException {
    JsonObject text = JsonObject.of("content", Json.of(Files.readString(file)));
    JsonObject parsed = answer(post("/recipes/parse", text));
    return JsonObject.of("inline", parsed.object("recipe").orElse(JsonObject.EMPTY));
  }

  /// Repeated if the answer gets lost: the same key gives the same run.
  @Override
  public JsonObject start(JsonObject request, @Nullable String idempotencyKey)
      throws IOException, InterruptedException {
    String once = idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey;
    HttpRequest.Builder start = post(RUNS, request).header("idempotency-key", once);
    try {
      return answer(start);
    } catch (IOException _) {
      Thread.sleep(PAUSE);
      return answer(start);
    }
  }

  @Override
  public JsonObject next(JsonObject run) throws IOException, InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        follow(run);
        return answer(request(path(run)).GET());
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
    HttpResponse<InputStream> stream =
        client.send(request(path(run) + "/events").GET().build(), BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
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
    return answer(post(path(run) + "/cancel", JsonObject.EMPTY));
  }

  private static String path(JsonObject run) {
    return RUNS + "/" + run.text("id").orElseThrow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path)).header("x-secret-key", key);
  }

  private HttpRequest.Builder post(String path, Json body) {
    return request(path)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofByteArray(JsonText.bytes(body)));
  }

  /// @throws InvalidInput if the server refuses the request
  private JsonObject answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = sent(request.timeout(ANSWER).build());
    JsonObject body = object(answer);
    if (answer.statusCode() / 100 != 2) {
      throw new InvalidInput(
          body.text("message").orElse("The server answers with " + answer.statusCode()));
    }
    return body;
  }

  private HttpResponse<String> sent(HttpRequest request) throws IOException, InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException("The server at " + server + " cannot be reached: " + e, e);
    }
  }

  private static JsonObject object(HttpResponse<String> answer) {
    try {
      return JsonText.parse(answer.body()) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (InvalidInput _) {
      return JsonObject.EMPTY;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
