package dev.gander.adapters.http;

import static java.util.Objects.requireNonNullElse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.PlayedService.Played;
import dev.gander.adapters.http.acp.AcpEndpoint;
import dev.gander.adapters.http.acp.StreamTimes;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/acp` over plain HTTP: what is refused, which message comes on which stream, and what is left
/// when a client is gone. 3 s.
class AcpStreamsTest {
  private static final String FIRST = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\"}";
  private static final Object[] NONE = {};
  private static final StreamTimes SHORT =
      new StreamTimes(Duration.ofMillis(300), Duration.ofMillis(50));
  private static final StreamTimes LONG =
      new StreamTimes(Duration.ofHours(1), Duration.ofMinutes(1));

  private final PlayedService service = new PlayedService();
  private TestServer server = start(LONG);

  private TestServer start(StreamTimes times) {
    AcpEndpoint acp = new AcpEndpoint(service, times);
    return TestServer.start(acp.routes(), acp, null, Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theFirstRequestIsAnsweredAtOnceAndOpensAConnection() {
    HttpResponse<String> answer = server.post("/acp", FIRST);
    HttpResponse<String> another = server.post("/acp", FIRST);

    assertEquals(200, answer.statusCode());
    assertEquals("{\"id\":0,\"result\":{}}", answer.body());
    assertEquals(
        "acp-connection-id,acp-session-id",
        answer.headers().firstValue("access-control-expose-headers").orElseThrow());
    assertNotEquals(id(answer), id(another));
  }

  @Test
  void anAnswerComesOnTheStreamOfTheConnectionAlsoIfThatIsOpenedLater() {
    String connection = connect();
    Played peer = service.connection();
    HttpResponse<String> accepted = post(connection, null, request(1, "session/list", null));
    assertEquals(202, accepted.statusCode());
    assertEquals("", accepted.body());
    assertEquals(JsonText.parse(request(1, "session/list", null)), peer.received());
    peer.answer(Json.of(1));
    peer.update("s", "early");

    try (SseClient stream = open(connection, null)) {
      assertEquals(200, stream.status());
      assertEquals(List.of("1", "early"), heard(stream, 2));
      peer.answer(Json.of("a"));
      assertEquals(List.of("a"), heard(stream, 1));
    }
  }

  @Test
  void aSessionHasAStreamOfItsOwnIfItsClientOpensIt() {
    String connection = connect();
    Played peer = service.connection();
    try (SseClient own = open(connection, null);
        SseClient one = open(connection, "s1")) {
      post(connection, "s1", request(1, "session/prompt", "s1"));
      peer.update("s2", "elsewhere");
      peer.update("s1", "here");
      peer.answer(Json.of(1));
      peer.answer(Json.of(2));

      assertEquals(List.of("here", "1"), heard(one, 2));
      assertEquals(List.of("elsewhere", "2"), heard(own, 2));
    }
  }

  /// The Python SDK names the session of a load in the parameters only, and opens its stream when
  /// it hears of it: the rest of the replay must not overtake the beginning, nor the answer the
  /// replay.
  @Test
  void whatBelongsToARequestComesOnTheStreamOfItsAnswer() {
    String connection = connect();
    Played peer = service.connection();
    try (SseClient own = open(connection, null)) {
      post(connection, null, request(1, "session/load", "s1"));
      peer.update("s1", "first");
      assertEquals(List.of("first"), heard(own, 1));
      try (SseClient one = open(connection, "s1")) {
        peer.update("s1", "second");
        peer.answer(Json.of(1));
        peer.update("s1", "third");

        assertEquals(List.of("second", "1"), heard(own, 2));
        assertEquals(List.of("third"), heard(one, 1));
      }
    }
  }

  @Test
  void allReadersOfAStreamHearEverything() {
    String connection = connect();
    Played peer = service.connection();
    try (SseClient one = open(connection, "s");
        SseClient another = open(connection, "s")) {
      peer.update("s", "a");
      peer.update("s", "b");

      assertEquals(List.of("a", "b"), heard(one, 2));
      assertEquals(List.of("a", "b"), heard(another, 2));
    }
  }

  @Test
  void aStreamThatItsClientLeftIsReplacedByThatOfTheConnection() {
    String connection = connect();
    Played peer = service.connection();
    open(connection, "s").close();

    try (SseClient own = open(connection, null)) {
      await(
          () -> {
            // The server notices with a write that the client has gone.
            peer.update("s", "again");
            return !own.isSilentFor(Duration.ofMillis(20));
          });
      assertEquals(List.of("again"), heard(own, 1));
    }
  }

  @Test
  void aClientThatNeverListensIsGivenUp() throws Exception {
    String connection = connect();
    Played peer = service.connection();
    String megabyte = "x".repeat(1 << 20);
    for (int i = 0; i < 64; i++) {
      peer.update("s", megabyte);
    }

    peer.gone.get(30, TimeUnit.SECONDS);
    assertEquals(404, post(connection, null, request(1, "x", null)).statusCode());
  }

  @Test
  void whoSendsWaitsForAClientThatReadsSlowlyUntilItIsGone() throws Exception {
    String connection = connect();
    Played peer = service.connection();
    try (Socket deaf = new RawClient(server.server().port()).connect()) {
      String head =
          "GET /acp HTTP/1.1\r\nHost: localhost\r\nX-Secret-Key: test\r\n"
              + "Accept: text/event-stream\r\nAcp-Connection-Id: "
              + connection
              + "\r\n\r\n";
      deaf.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      assertEquals(200, RawClient.read(deaf.getInputStream()).status());
      CountDownLatch sent = new CountDownLatch(100);
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 100; i++) {
                      peer.update("s", "x".repeat(1 << 20));
                      sent.countDown();
                    }
                  });
      await(() -> sender.getState() == Thread.State.WAITING && sent.getCount() < 100);
      assertFalse(peer.gone.isDone());

      assertEquals(202, delete(connection).statusCode());
      sender.join();
    }
  }

  @Test
  void whatIsCutOffIsGone() throws Exception {
    String connection = connect();
    Played peer = service.connection();
    try (SseClient stream = open(connection, null)) {
      peer.cutOff();

      assertEquals(Optional.empty(), stream.next());
      peer.gone.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void theClientEndsItsConnection() throws Exception {
    String connection = connect();
    Played peer = service.connection();
    try (SseClient stream = open(connection, null)) {
      assertEquals(202, delete(connection).statusCode());

      assertEquals(Optional.empty(), stream.next());
      peer.gone.get(30, TimeUnit.SECONDS);
      assertEquals(404, delete(connection).statusCode());
      assertEquals(404, open(connection, null).status());
    }
  }

  @Test
  void aServerThatStopsEndsItsConnections() throws Exception {
    String connection = connect();
    Played peer = service.connection();
    try (SseClient stream = open(connection, null)) {
      server.server().close();

      assertEquals(Optional.empty(), stream.next());
      peer.gone.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void aSilentClientIsForgottenButNotOneThatListens() throws Exception {
    server.close();
    server = start(SHORT);
    String listening = connect();
    service.connection();
    SseClient opened = open(listening, null);
    while (opened.status() == 404) { // It was forgotten before it could listen.
      listening = connect();
      service.connection();
      opened = open(listening, null);
    }
    try (SseClient stream = opened) {
      String silent = connect();

      service.connection().gone.get(30, TimeUnit.SECONDS);
      assertEquals(404, post(silent, null, request(1, "x", null)).statusCode());
      assertEquals(202, post(listening, null, request(1, "x", null)).statusCode());
      assertEquals(": ", stream.line(line -> line.startsWith(":")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST   | text/plain       |            |  {}                                     | 415",
        "POST   | application/json |            |  {                                      | 400",
        "POST   | application/json |            |  [{\"id\":1,\"method\":\"initialize\"}] | 501",
        "POST   | application/json |            |  {\"id\":1,\"method\":\"session/list\"} | 400",
        "POST   | application/json |            |  7                                      | 400",
        "POST   | application/json | unknown    |  {\"id\":1,\"method\":\"session/list\"} | 404",
        "POST   | application/json | own        |  {\"jsonrpc\":\"2.0\"}                  | 400",
        "POST   | application/json | own        |  {\"id\":1.5,\"method\":\"x\"}          | 400",
        "POST   | application/json | own        |  {\"id\":1,\"method\":\"session/load\"} | 400",
        "POST   | application/json | own        |  {\"method\":\"session/cancel\"}        | 400",
        "POST   | application/json | own        |  {\"id\":1,\"result\":{}}               | 202",
        "GET    |                  | own        |                                         | 406",
        "DELETE |                  |            |                                         | 400",
        "DELETE |                  | unknown    |                                         | 404",
        "PUT    | application/json | own        |  {}                                     | 405",
      })
  void mistakesAreTold(String method, String type, String connection, String body, int status) {
    HttpRequest.Builder request =
        server
            .request("/acp")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (type != null) {
      request.header("content-type", type);
    }
    if (connection != null) {
      request.header("acp-connection-id", connection.equals("own") ? connect() : connection);
    }
    HttpResponse<String> answer = server.send(request);

    assertEquals(status, answer.statusCode(), answer.body());
    if (status >= 400) {
      assertTrue(((JsonObject) JsonText.parse(answer.body())).text("message").isPresent());
    }
  }

  @Test
  void aStreamNeedsAClientThatWantsEventsAndAConnection() {
    assertEquals(406, get("*/*", connect()).statusCode());
    assertEquals(400, get("text/event-stream", null).statusCode());
    assertEquals(404, get("text/html, text/event-stream", "unknown").statusCode());
    assertEquals(401, server.send(HttpRequest.newBuilder(server.uri("/acp"))).statusCode());
  }

  /// Whatever goes wrong, and whoever logs it.
  @Test
  void theKeyInAQueryIsNotLogged() {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(
                entry.getMessage() + List.of(requireNonNullElse(entry.getParameters(), NONE)));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger.getLogger("").addHandler(handler);
    try {
      String connection = connect();
      RawClient raw = new RawClient(server.server().port());
      String path =
          "/acp?token=" + TestServer.KEY + "&x=open-sesame HTTP/1.1\r\nHost: localhost\r\n";
      String broken = "{\"method\":\"break\"}";
      String post =
          "POST %sAcp-Connection-Id: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s";
      assertEquals(500, status(raw, post.formatted(path, connection, broken.length(), broken)));
      assertEquals(400, status(raw, post.formatted(path, connection, 1, "{")));
      assertEquals(400, status(raw, "GET " + path + "Upgrade: websocket\r\nBad Header\r\n\r\n"));
      assertEquals(401, status(raw, "GET " + path.replace("=test", "=no") + "\r\n"));
    } finally {
      Logger.getLogger("").removeHandler(handler);
    }
    assertEquals(List.of(), logged.stream().filter(it -> it.contains("open-sesame")).toList());
    assertTrue(logged.stream().anyMatch(it -> it.contains("POST /acp")), logged::toString);
  }

  private static int status(RawClient client, String request) {
    return client.send(request).status();
  }

  @Test
  void aStreamTellsWhoseItIs() {
    String connection = connect();
    HttpRequest.Builder request =
        server
            .request("/acp")
            .header("accept", "text/event-stream")
            .header("acp-connection-id", connection)
            .header("acp-session-id", "s");
    HttpResponse<String> head = server.send(request.method("HEAD", BodyPublishers.noBody()));

    assertEquals("text/event-stream", head.headers().firstValue("content-type").orElseThrow());
    assertEquals(connection, id(head));
    assertEquals("s", head.headers().firstValue("acp-session-id").orElseThrow());
  }

  private HttpResponse<String> get(String accept, String connection) {
    HttpRequest.Builder request = server.request("/acp").header("accept", accept);
    return server.send(
        connection == null ? request : request.header("acp-connection-id", connection));
  }

  private String connect() {
    return id(server.post("/acp", FIRST));
  }

  private static String id(HttpResponse<String> answer) {
    return answer.headers().firstValue("acp-connection-id").orElseThrow();
  }

  private HttpResponse<String> post(String connection, String session, String message) {
    HttpRequest.Builder request =
        server
            .request("/acp")
            .header("content-type", "application/json")
            .header("acp-connection-id", connection)
            .POST(BodyPublishers.ofString(message));
    return server.send(session == null ? request : request.header("acp-session-id", session));
  }

  private HttpResponse<String> delete(String connection) {
    return server.send(server.request("/acp").header("acp-connection-id", connection).DELETE());
  }

  private SseClient open(String connection, String session) {
    HttpRequest.Builder request =
        server
            .request("/acp")
            .header("accept", "text/event-stream")
            .header("acp-connection-id", connection);
    return SseClient.open(
        server, session == null ? request : request.header("acp-session-id", session));
  }

  private static String request(int id, String method, String session) {
    String params = session == null ? "{}" : "{\"sessionId\":\"" + session + "\"}";
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
        .formatted(id, method, params);
  }

  /// The ids of answers and the texts of updates.
  private static List<String> heard(SseClient stream, int count) {
    List<String> heard = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonObject message = stream.next().orElseThrow().json();
      heard.add(
          message
              .object("params")
              .flatMap(params -> params.text("text"))
              .orElseGet(() -> JsonText.write(message.get("id")).replace("\"", "")));
    }
    return heard;
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "in vain");
      LockSupport.parkNanos(1_000_000);
    }
  }
}
