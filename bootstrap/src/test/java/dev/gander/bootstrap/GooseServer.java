package dev.gander.bootstrap;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A running `goose serve`, spoken to by ACP over HTTP: requests are posted, answers come on event
/// streams, one of the connection and one of each session.
final class GooseServer implements AutoCloseable {
  private static final String CONNECTION = "acp-connection-id";
  private static final String SESSION = "acp-session-id";

  private final Process process;
  private final URI uri;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Long, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong requests = new AtomicLong();
  private String connection = "";

  private GooseServer(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  static GooseServer of(Process process, int port) throws IOException, InterruptedException {
    URI server = URI.create("http://127.0.0.1:" + port);
    NodeTools.awaitAnswer(process, server.resolve("/status"));
    GooseServer goose = new GooseServer(process, server.resolve("/acp"));
    goose.connect();
    return goose;
  }

  String address() {
    return "http://" + uri.getAuthority();
  }

  String newSession(Path folder) throws Exception {
    JsonObject made =
        ask(
            "",
            "session/new",
            JsonObject.builder()
                .put("cwd", folder.toString())
                .put("mcpServers", JsonArray.EMPTY)
                .build());
    String id = JsonFields.of(made).text("sessionId");
    listen(id);
    return id;
  }

  /// Opens a session of anybody.
  void load(String session, Path folder) throws Exception {
    listen(session);
    ask(
        session,
        "session/load",
        JsonObject.builder()
            .put("sessionId", session)
            .put("cwd", folder.toString())
            .put("mcpServers", JsonArray.EMPTY)
            .build());
  }

  /// A whole turn.
  void prompt(String session, String text) throws Exception {
    JsonObject block = JsonObject.builder().put("type", "text").put("text", text).build();
    ask(
        session,
        "session/prompt",
        JsonObject.builder().put("sessionId", session).put("prompt", JsonArray.of(block)).build());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
  }

  private void connect() throws IOException, InterruptedException {
    JsonObject parameters =
        JsonObject.builder()
            .put("protocolVersion", 1)
            .put("clientCapabilities", JsonObject.EMPTY)
            .build();
    HttpResponse<String> answer = post("", message(0, "initialize", parameters));
    connection = answer.headers().firstValue(CONNECTION).orElseThrow();
    listen("");
  }

  /// @param session empty for a request about none
  JsonObject ask(String session, String method, JsonObject parameters) throws Exception {
    long id = requests.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    HttpResponse<String> accepted = post(session, message(id, method, parameters));
    if (accepted.statusCode() / 100 != 2) {
      throw new AssertionError(method + ": " + accepted.statusCode() + " " + accepted.body());
    }
    JsonObject given = answer.get(1, TimeUnit.MINUTES);
    return given
        .object("result")
        .orElseThrow(() -> new AssertionError(method + ": " + JsonText.write(given)));
  }

  private static JsonObject message(long id, String method, JsonObject parameters) {
    return JsonObject.builder()
        .put("jsonrpc", "2.0")
        .put("id", id)
        .put("method", method)
        .put("params", parameters)
        .build();
  }

  private HttpResponse<String> post(String session, Json body)
      throws IOException, InterruptedException {
    return client.send(
        request(session)
            .POST(BodyPublishers.ofString(JsonText.write(body)))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .build(),
        BodyHandlers.ofString());
  }

  private void listen(String session) throws IOException, InterruptedException {
    Stream<String> lines =
        client
            .send(
                request(session).header("Accept", "text/event-stream").build(),
                BodyHandlers.ofLines())
            .body();
    Thread.ofVirtual().start(() -> take(lines));
  }

  private void take(Stream<String> lines) {
    try (lines) {
      lines
          .filter(line -> line.startsWith("data:") && !line.contains("\"method\":"))
          .map(line -> JsonFields.asObject(JsonText.parse(line.substring("data:".length()))))
          .forEach(answer -> waiting.remove(JsonFields.of(answer).integer("id")).complete(answer));
    } catch (UncheckedIOException _) {
      // The server ended.
    }
  }

  private HttpRequest.Builder request(String session) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!connection.isEmpty()) {
      request.header(CONNECTION, connection);
    }
    if (!session.isEmpty()) {
      request.header(SESSION, session);
    }
    return request;
  }
}
