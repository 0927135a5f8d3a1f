package dev.gander.adapters.acp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.json.jackson.JsonText;

/// A client that calls goose's own methods on a backend of its own. JSON is written with single
/// quotes here.
public final class GooseTalk implements AutoCloseable {
  private static final String PREFIX = "_goose/unstable/";

  public final AcpBackend backend;
  private final Talk client;

  public GooseTalk() {
    this(new AcpBackend());
  }

  public GooseTalk(AcpBackend backend) {
    this.backend = backend;
    this.client = Talk.with(backend);
  }

  public static Json json(String text) {
    return JsonText.parse(text.replace('\'', '"'));
  }

  /// A session of the user, in the folder `/work`.
  public Session session() {
    return backend.sessions.create(SessionDetails.of("New Chat", "/work", GooseMode.AUTO));
  }

  /// The result of a method that must succeed.
  public JsonObject result(String method, String params) throws InterruptedException {
    return client.result(PREFIX + method, params.replace('\'', '"'));
  }

  /// Calls a method that has nothing to say.
  public void done(String method, String params) throws InterruptedException {
    assertEquals(JsonObject.EMPTY, result(method, params));
  }

  /// The code and the data of the error of a method that must fail, as in `-32602: "text"`.
  public String error(String method, String params) throws InterruptedException {
    JsonObject error = client.error(PREFIX + method, params.replace('\'', '"'));
    Json code = error.get("code");
    Json data = error.get("data");
    return (code == null ? "" : code.compact()) + ": " + (data == null ? "" : data.compact());
  }

  /// A message of the user that is answered.
  public void prompt(String session, String text) throws InterruptedException {
    JsonObject block = JsonObject.of("type", Json.of("text")).with("text", Json.of(text));
    client.result(
        "session/prompt",
        JsonObject.of("sessionId", Json.of(session)).with("prompt", JsonArray.of(block)).compact());
  }

  @Override
  public void close() {
    client.close();
    backend.close();
  }
}
