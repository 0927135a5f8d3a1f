package dev.gander.adapters.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Pieces;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.adapters.http.tls.TlsIdentity;
import dev.gander.domain.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients of HTTP/1.0, of which nginx is one unless told otherwise. Every answer ends with its
/// connection, and none has chunks.
@Timeout(60)
class Http10Test {
  private static final String HOST_AND_KEY = "Host: localhost\r\nX-Secret-Key: test\r\n";

  private final QueueFeed feed = new QueueFeed();
  private final TestServer server = TestServer.start(routes());

  private List<Route> routes() {
    List<Route> more =
        List.of(
            Route.get("stream", "/stream", _ -> new Answer.Events(feed)),
            Route.get("long", "/long", _ -> new Answer.InPieces("text/plain", pieces(400_000))));
    return Stream.concat(Hello.routes().stream(), more.stream()).toList();
  }

  private static Pieces pieces(int length) {
    Pieces pieces = new Pieces();
    pieces.write(new byte[length], 0, length);
    return pieces;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Socket send(String text) throws IOException {
    Socket socket = new RawClient(server.server().port()).connect();
    socket.getOutputStream().write(text.getBytes(UTF_8));
    return socket;
  }

  /// All that comes until the server closes the connection.
  private String answer(String text) throws IOException {
    try (Socket socket = send(text)) {
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static void assertClosedWithoutChunks(String answer) {
    String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
    assertTrue(head.contains("connection: close"), head);
    assertFalse(head.contains("transfer-encoding"), head);
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Connection: close\r\n",
        "Connection: keep-alive\r\nKeep-Alive: timeout=5\r\n",
        "Expect: 100-continue\r\n",
        "TE: trailers\r\n"
      })
  void aRequestIsAnsweredAndTheConnectionEnds(String headers) throws IOException {
    String answer = answer("GET /things/a HTTP/1.0\r\n" + HOST_AND_KEY + headers + "\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
    assertClosedWithoutChunks(answer);
    assertEquals("\"a\"", body(answer));
  }

  @ParameterizedTest
  @CsvSource({"1.1, 101", "1.0, 404"})
  void aWishForASocketIsIgnored(String version, int status) throws IOException {
    List<String> lines =
        List.of(
            "GET /acp HTTP/" + version,
            "Host: localhost",
            "X-Secret-Key: test",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13");
    try (Socket socket = send(String.join("\r\n", lines) + "\r\n\r\n")) {
      assertEquals(status, RawClient.read(socket.getInputStream()).status());
    }
  }

  @Test
  void aBodyIsRead() throws IOException {
    String json = "{\"name\":\"ä\"}";
    String answer =
        answer(
            "POST /things HTTP/1.0\r\n"
                + HOST_AND_KEY
                + "Content-Type: application/json\r\nContent-Length: 13\r\n\r\n"
                + json);

    assertEquals("{\"name\":\"ä\",\"more\":null,\"flag\":null}", body(answer));
    assertClosedWithoutChunks(answer);
  }

  @Test
  void aLongAnswerHasItsLength() throws IOException {
    String answer = answer("GET /long HTTP/1.0\r\n" + HOST_AND_KEY + "\r\n");

    assertClosedWithoutChunks(answer);
    assertTrue(answer.toLowerCase(Locale.ROOT).contains("content-length: 400000\r\n"));
    assertEquals(400_000, body(answer).length());
  }

  @Test
  void aHeadHasNoBody() throws IOException {
    String answer = answer("HEAD /things/a HTTP/1.0\r\n" + HOST_AND_KEY + "\r\n");

    assertEquals("", body(answer));
    assertClosedWithoutChunks(answer);
  }

  @Test
  void eventsComeAtOnceAndEndWithTheConnection() throws Exception {
    try (Socket socket = send("GET /stream HTTP/1.0\r\n" + HOST_AND_KEY + "\r\n")) {
      var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      String head = "";
      for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
        head += line.toLowerCase(Locale.ROOT) + "\n";
      }
      assertTrue(head.startsWith("http/1.1 200 ok\ndate: "), head);
      assertTrue(head.contains("\ncontent-type: text/event-stream\n"), head);
      assertTrue(head.contains("\nconnection: close\n"), head);
      assertTrue(head.contains("\naccess-control-allow-origin: *\n"), head);
      assertFalse(head.contains("transfer-encoding"), head);
      assertFalse(head.contains("content-length"), head);
      assertEquals(": ping 0", lines.readLine());
      assertEquals("", lines.readLine());
      feed.event(SseFrame.data(7, JsonObject.EMPTY));
      feed.end();
      String rest = lines.readAllAsString();
      assertTrue(rest.matches("(: ping \\d+\n\n)*id: 7\ndata: \\{}\n\n(: ping \\d+\n\n)*"), rest);
    }
  }

  @Test
  void aClientThatLeavesEndsItsStream() throws Exception {
    try (Socket socket = send("GET /stream HTTP/1.0\r\n" + HOST_AND_KEY + "\r\n")) {
      assertEquals('H', socket.getInputStream().read());
    }
    assertTrue(feed.isClosedWithin(Duration.ofSeconds(20)));
  }

  @ParameterizedTest
  @CsvSource({
    "GET /things HTTP/1.0, 401",
    "GET /nope HTTP/1.0, 401",
    "OPTIONS / HTTP/1.0, 200",
    "GET /status HTTP/1.0, 200",
    "GET  HTTP/1.0, 400",
    "GET /status HTTP/0.9, 400",
    "GET /status HTTP/2.0, 400"
  })
  void aClientNeedNotNameTheHostAsHealthChecksDo(String line, int status) throws IOException {
    String answer = answer(line + "\r\n\r\n");

    assertEquals("HTTP/1.1 " + status, answer.substring(0, 12), answer);
    assertClosedWithoutChunks(answer);
  }

  @Test
  void aForeignHostIsRefused() throws IOException {
    String answer = answer("GET /status HTTP/1.0\r\nHost: evil.test\r\n\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n",
        "transfer-encoding: chunked\r\nContent-Length: 3\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Content-Length: 3\r\nContent-Length: 4\r\n",
        "no colon\r\n",
        "Host: evil.test\r\n"
      })
  void whatIsAmbiguousIsABadRequest(String headers) throws IOException {
    String answer = answer("POST /things HTTP/1.0\r\n" + HOST_AND_KEY + headers + "\r\n0\r\n\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
  }

  @Test
  void headersMayBeManyButNotTooMany() throws IOException {
    String begin = "GET /things HTTP/1.0\r\n" + HOST_AND_KEY + "A: ";
    assertTrue(answer(begin + "x".repeat(30_000) + "\r\n\r\n").startsWith("HTTP/1.1 200 "));
    assertTrue(answer(begin + "x".repeat(140_000) + "\r\n\r\n").startsWith("HTTP/1.1 431 "));
  }

  @Test
  void aRequestMayComeByteByByte() throws IOException {
    try (Socket socket = send("")) {
      for (byte one : ("GET /status HTTP/1.0\r\n" + HOST_AND_KEY + "\r\n").getBytes(UTF_8)) {
        socket.getOutputStream().write(one);
      }
      assertEquals("ok", body(new String(socket.getInputStream().readAllBytes(), UTF_8)));
    }
  }

  /// nginx does not offer a protocol, curl does.
  @ParameterizedTest
  @ValueSource(strings = {"", "http/1.0"})
  void itIsSpokenOverTlsToo(String offered, @TempDir Path folder) throws Exception {
    TlsIdentity tls = TlsIdentity.selfSigned(folder, new SecureRandom());
    try (TestServer secure = TestServer.start(Hello.routes(), tls, Duration.ofSeconds(30));
        SSLSocket socket = connect(secure, tls)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(
          Stream.of(offered).filter(name -> !name.isEmpty()).toArray(String[]::new));
      socket.setSSLParameters(parameters);
      socket
          .getOutputStream()
          .write(("GET /things/a HTTP/1.0\r\n" + HOST_AND_KEY + "\r\n").getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertEquals("\"a\"", body(answer));
      assertClosedWithoutChunks(answer);
    }
  }

  private static SSLSocket connect(TestServer server, TlsIdentity tls) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            TestServer.trusting(tls)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.server().port());
    socket.setSoTimeout(30_000);
    return socket;
  }
}
