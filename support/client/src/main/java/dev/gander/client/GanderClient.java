package dev.gander.client;

import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.PlatformExtensions;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A small client of a server: chats, and any operation as JSON. Thread-safe.
///
///     try (GanderClient client = new GanderClient(server, key)) {
///       System.out.println(client.newChat(folder).ask("What is here?").text());
///     }
///
/// Anything but success is an `IllegalStateException` with the status and what the server says; a
/// server that cannot be reached is an `UncheckedIOException`.
public final class GanderClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final String key;

  /// @param server such as `http://127.0.0.1:8080`
  /// @param key what the server wants as `X-Secret-Key`
  public GanderClient(URI server, String key) {
    this.server = server;
    this.key = key;
  }

  /// Starts a session that works in a folder of the server's machine.
  ///
  /// @param extensions the names of those that it has, which come with Gander, as in `developer`
  public Chat newChat(Path folder, String... extensions) {
    return newChat(folder, JsonArray.of(List.of(extensions), GanderClient::extension));
  }

  /// Starts a session that works in a folder of the server's machine.
  ///
  /// @param extensions as `/agent/start` takes them
  public Chat newChat(Path folder, JsonArray extensions) {
    Json session =
        post(
            "/agent/start",
            JsonObject.builder()
                .put("working_dir", folder.toString())
                .put("extension_overrides", extensions)
                .build());
    return resumed(JsonFields.of(session));
  }

  /// Goes on with a session, whoever started it.
  public Chat chat(String id) {
    return resumed(JsonFields.of(get("/sessions/" + id)));
  }

  private Chat resumed(JsonFields session) {
    String id = session.text("id");
    post(
        "/agent/resume",
        JsonObject.builder().put("session_id", id).put("load_model_and_extensions", true).build());
    return new Chat(this, new Chat.Place(id, Path.of(session.text("working_dir"))), PATIENCE, null);
  }

  private static JsonObject extension(String name) {
    return JsonObject.builder()
        .put(
            "type",
            PlatformExtensions.find(ExtensionKey.of(name)).isPresent() ? "platform" : "builtin")
        .put("name", name)
        .put("description", "")
        .build();
  }

  public Json get(String path) {
    return send(request(path).GET());
  }

  public Json post(String path, JsonObject body) {
    return send(request(path).POST(BodyPublishers.ofString(JsonText.write(body))));
  }

  /// The lines of an answer, as they come.
  Stream<String> stream(String path, JsonObject body) {
    HttpRequest request = request(path).POST(BodyPublishers.ofString(JsonText.write(body))).build();
    return exchange(request, BodyHandlers.ofLines()).body();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private Json send(HttpRequest.Builder request) {
    String body = exchange(request.build(), BodyHandlers.ofString()).body();
    return body.isEmpty() ? JsonObject.EMPTY : JsonText.parse(body);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .header("X-Secret-Key", key)
        .header("Content-Type", "application/json");
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      HttpResponse<T> response = http.send(request, handler);
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            request.method()
                + " "
                + request.uri()
                + ": "
                + response.statusCode()
                + " "
                + said(response.body()));
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new InterruptedIOException(request.uri() + " was interrupted"));
    }
  }

  private static String said(Object body) {
    return body instanceof Stream<?> lines
        ? lines.map(Object::toString).collect(Collectors.joining("\n"))
        : String.valueOf(body);
  }
}
