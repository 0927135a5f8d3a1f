package dev.gander.adapters.http;

import dev.gander.adapters.http.tls.TlsIdentity;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.turn.Subscription;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.turn.SessionEvent;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// A server whose turns are played by a test, and the requests that begin, follow and end them.
final class TurnApi implements AutoCloseable {
  static final String R1 = "0195e8a1-6f00-7c3a-9b11-2f6d0c9a4e01";
  static final String R2 = "0195e8a1-6f00-7c3a-9b11-2f6d0c9a4e02";
  static final String MESSAGE =
      "{\"role\":\"user\",\"created\":1772619072,\"content\":[{\"type\":\"text\",\"text\":\"hello\"}],"
          + "\"metadata\":{\"userVisible\":true,\"agentVisible\":true}}";

  final Backend backend = new Backend();
  final CountDownLatch begun = new CountDownLatch(1);
  final CountDownLatch cancelled = new CountDownLatch(1);
  TestServer server;
  private final @Nullable TlsIdentity tls;
  private final Duration patience;

  TurnApi() {
    this(null, Duration.ofSeconds(30));
  }

  /// @param patience how long a client may not read
  TurnApi(Duration patience) {
    this(null, patience);
  }

  private TurnApi(@Nullable TlsIdentity tls, Duration patience) {
    this.tls = tls;
    this.patience = patience;
    start();
  }

  private void start() {
    UseCases use = backend.useCases();
    server =
        TestServer.start(
            TestServer.operations(use, TestServer.KEY::equals, TestServer.echo()), tls, patience);
  }

  /// Another process on the same stores.
  void restart() {
    endTurns();
    server.close();
    backend.restart();
    start();
  }

  /// By HTTP/2 with TLS, or by HTTP/1.1 in the clear.
  static TurnApi over(boolean isHttp2, Path folder) {
    return new TurnApi(
        isHttp2 ? TlsIdentity.selfSigned(folder, new SecureRandom()) : null,
        Duration.ofSeconds(30));
  }

  /// A session that can answer.
  SessionId session(ExtensionConfig... extensions) {
    JsonObject data = EnabledExtensions.write(JsonObject.EMPTY, List.of(extensions));
    SessionDetails details =
        SessionDetails.of("New Chat", "/work", GooseMode.AUTO)
            .withExtensionData(data)
            .withModel(new SessionModel("scripted", ModelConfig.of("small")));
    return backend.sessions.create(details).id();
  }

  /// A session whose model calls the tool `greet` once.
  SessionId callingSession(GooseMode mode, ScriptedExtension.Handler greet) {
    backend.connector.offer("t", new ScriptedExtension().unprefixed().tool("greet", greet));
    SessionId id = session(ScriptedExtensionConnector.config("t"));
    backend.sessions.update(id, details -> details.withMode(mode));
    backend.model.plays(
        voice -> {
          if (voice.request().messages().stream().noneMatch(Message::hasToolResponse)) {
            voice.calls("call_1", "greet");
          }
        });
    return id;
  }

  HttpRequest.Builder post(String path, String body) {
    return server
        .request(path)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  SseClient reply(SessionId id) {
    return SseClient.open(
        server, post("/reply", "{\"session_id\":\"" + id + "\",\"user_message\":" + MESSAGE + "}"));
  }

  /// A reply whose turn waits for another one of its session.
  FutureTask<SseClient> waitingReply(SessionId id) throws InterruptedException {
    FutureTask<SseClient> answer = new FutureTask<>(() -> reply(id));
    Thread.ofVirtual().start(answer);
    Eventually.holds(() -> activeTurns(id) == 2);
    return answer;
  }

  /// How many turns of a session run or wait.
  int activeTurns(SessionId id) throws InterruptedException {
    try (Subscription reader = backend.useCases().turns().follow().follow(id, 0)) {
      return reader.next(Duration.ZERO).orElseThrow() instanceof SessionEvent.ActiveRequests active
          ? active.requestIds().size()
          : 0;
    }
  }

  SseClient events(SessionId id, String lastId) {
    HttpRequest.Builder request = server.request("/sessions/" + id + "/events");
    return SseClient.open(
        server, lastId == null ? request : request.header("last-event-id", lastId));
  }

  HttpResponse<String> sessionReply(SessionId id, String requestId) {
    return server.send(
        post(
            "/sessions/" + id + "/reply",
            "{\"request_id\":\"" + requestId + "\",\"user_message\":" + MESSAGE + "}"));
  }

  HttpResponse<String> cancel(SessionId id, String requestId) {
    return server.post("/sessions/" + id + "/cancel", "{\"request_id\":\"" + requestId + "\"}");
  }

  /// A turn that never ends by itself.
  void hang() {
    backend.model.plays(
        voice -> {
          voice.says("thinking");
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            cancelled.countDown();
          }
        });
  }

  /// Waits until no turn of the session runs.
  void awaitQuiet(SessionId id) throws InterruptedException {
    try (Subscription reader = backend.useCases().turns().follow().follow(id, 0)) {
      Eventually.holds(reader::isQuiet);
    }
  }

  /// What the program does first when it stops.
  void endTurns() {
    backend.endTurns();
  }

  @Override
  public void close() {
    server.close();
    backend.close();
  }
}
