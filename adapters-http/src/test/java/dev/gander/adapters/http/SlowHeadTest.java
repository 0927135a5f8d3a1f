package dev.gander.adapters.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.options.ClientLimits;
import dev.gander.adapters.http.tls.TlsIdentity;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that connect and then take their time, or say nothing. Each is given up; those whose
/// request is being answered are not. Nearly all of the time is waited, with a server for each
/// test, so that some run side by side.
@Timeout(60)
class SlowHeadTest {
  private static final ClientLimits LIMITS =
      ClientLimits.forDescriptors(8192).withPatience(Duration.ofMillis(600));

  /// For tests whose clients have to ask, or to shake hands, in time before they become slow.
  private static final ClientLimits PATIENT = LIMITS.withPatience(Duration.ofSeconds(4));

  private static final ClientLimits SOON_IDLE =
      LIMITS.withPatience(Duration.ofSeconds(20)).withIdle(Duration.ofMillis(700));

  private static final String GET = "GET /status HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
  private static final byte[] PING = {0, 0, 8, 6, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8};

  @TempDir private static Path folder;
  private static TlsIdentity tls;

  private final QueueFeed feed = new QueueFeed();
  private final CountDownLatch slowMayEnd = new CountDownLatch(1);

  @BeforeAll
  static void makeCertificate() {
    tls = TlsIdentity.selfSigned(folder, new SecureRandom());
  }

  private TestServer plain(ClientLimits limits) {
    return start(null, limits);
  }

  private TestServer secure(ClientLimits limits) {
    return start(tls, limits);
  }

  private TestServer start(@Nullable TlsIdentity identity, ClientLimits limits) {
    List<Route> routes =
        List.of(
            Route.get("status", "/status", _ -> Answer.text("ok")),
            Route.get("stream", "/stream", _ -> new Answer.Events(feed)),
            Route.get("slow", "/slow", _ -> slow()));
    return TestServer.start("127.0.0.1", routes, TestServer.echo(), identity, limits);
  }

  private Answer slow() throws InterruptedException {
    slowMayEnd.await();
    return Answer.text("at last");
  }

  private static Socket connect(TestServer server, String beginning) throws IOException {
    Socket socket = new RawClient(server.server().port()).connect();
    socket.getOutputStream().write(beginning.getBytes(US_ASCII));
    return socket;
  }

  /// Sends a piece every few milliseconds until the server ends the connection. What the server
  /// says meanwhile is skipped.
  private static void trickleUntilTheEnd(Socket socket, byte[] piece) {
    long end = System.nanoTime() + LONGEST.toNanos();
    try {
      socket.setSoTimeout(20);
      while (!isEnd(socket)) {
        assertTrue(System.nanoTime() < end, "the connection goes on");
        socket.getOutputStream().write(piece);
        socket.getOutputStream().flush();
      }
    } catch (IOException _) {
      // The connection was reset: the server ended it while a piece was on its way.
    }
  }

  private static boolean isEnd(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readNBytes(1).length == 0;
    } catch (SocketTimeoutException _) {
      return false;
    }
  }

  /// On a busy machine the client itself may be too slow once.
  private static void assertServes(TestServer server) throws InterruptedException {
    Eventually.holds(() -> serves(server));
  }

  private static boolean serves(TestServer server) {
    try {
      return server.get("/status").body().equals("ok");
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(
      strings = {"", "G", "GET /status HTTP/1.1\r\nHost: localhost\r\nA: ", "GET / HTTP/1.0\r\n"})
  void aHeadThatStopsEndsTheConnection(String beginning) throws Exception {
    try (TestServer server = plain(LIMITS);
        Socket socket = connect(server, beginning)) {
      trickleUntilTheEnd(socket, new byte[0]);
      assertServes(server);
    }
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(
      strings = {"", "GET /status HTTP/1.1\r\nHost: localhost\r\nA: ", "GET / HTTP/1.0\r\nA: "})
  void aHeadThatTricklesEndsTheConnection(String beginning) throws Exception {
    try (TestServer server = plain(LIMITS);
        Socket socket = connect(server, beginning)) {
      trickleUntilTheEnd(socket, new byte[] {'x'});
      assertServes(server);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aFurtherHeadThatTricklesEndsTheConnection() throws Exception {
    try (TestServer server = plain(PATIENT);
        Socket socket = connect(server, GET)) {
      assertEquals("ok", RawClient.read(socket.getInputStream()).body());
      trickleUntilTheEnd(socket, new byte[] {'x'});
      assertServes(server);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aClientThatAsksForNothingMoreIsLetGo() throws Exception {
    try (TestServer server = plain(SOON_IDLE);
        Socket socket = connect(server, GET)) {
      assertEquals("ok", RawClient.read(socket.getInputStream()).body());
      trickleUntilTheEnd(socket, new byte[0]);
      assertServes(server);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void betweenRequestsAClientMayTakeLongerThanForOne() throws Exception {
    try (TestServer server = plain(PATIENT);
        Socket socket = connect(server, GET)) {
      assertEquals("ok", RawClient.read(socket.getInputStream()).body());
      outlast(PATIENT.patience().multipliedBy(3).dividedBy(2));
      socket.getOutputStream().write(GET.getBytes(US_ASCII));
      assertEquals("ok", RawClient.read(socket.getInputStream()).body());
    }
  }

  /// That time goes by is all that is waited for here.
  private static void outlast(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(strings = {"", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"})
  void aHandshakeThatStopsEndsTheConnection(String beginning) throws Exception {
    try (TestServer server = secure(LIMITS);
        Socket socket = new RawClient(server.server().port()).connect()) {
      socket.getOutputStream().write(beginning.getBytes(ISO_8859_1));
      trickleUntilTheEnd(socket, new byte[0]);
      assertServes(server);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aHandshakeThatTricklesEndsTheConnection() throws Exception {
    try (TestServer server = secure(LIMITS);
        Socket socket = new RawClient(server.server().port()).connect()) {
      socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 252, 3, 3});
      trickleUntilTheEnd(socket, new byte[] {0});
      assertServes(server);
    }
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(strings = {"h2", "http/1.1"})
  void aClientThatIsSilentAfterTheHandshakeIsGivenUp(String protocol) throws Exception {
    try (TestServer server = secure(PATIENT);
        Socket socket = server.connectSecurely(tls, protocol)) {
      trickleUntilTheEnd(socket, new byte[0]);
      assertServes(server);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void byHttp2AClientHasToAskTooAndPingsAreNoRequests() throws Exception {
    try (TestServer server = secure(PATIENT);
        Socket socket = server.connectSecurely(tls, "h2")) {
      socket.getOutputStream().write(PREFACE);
      socket.getOutputStream().write(SETTINGS);
      trickleUntilTheEnd(socket, PING);
      assertServes(server);
    }
  }

  /// A block of headers that never ends, in frames and in bytes, beside a request that is answered.
  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(booleans = {false, true})
  void byHttp2AFurtherHeadThatTricklesEndsTheConnection(boolean inFrames) throws Exception {
    try (TestServer server = secure(PATIENT);
        Socket socket = server.connectSecurely(tls, "h2")) {
      socket.getOutputStream().write(PREFACE);
      socket.getOutputStream().write(SETTINGS);
      socket.getOutputStream().write(http2Get("/stream"));
      assertTrue(feed.isAskedWithin(Duration.ofSeconds(20)));
      socket.getOutputStream().write(new byte[] {0, 0x40, 0, 1, 0, 0, 0, 0, 3});
      if (inFrames) {
        socket.getOutputStream().write(new byte[0x4000]);
      }
      trickleUntilTheEnd(
          socket, inFrames ? new byte[] {0, 0, 0, 9, 0, 0, 0, 0, 3} : new byte[] {0});
      assertTrue(feed.isClosedWithin(Duration.ofSeconds(20)));
      assertServes(server);
    }
  }

  /// A request on stream 1, with literal headers (RFC 7541, 6.2.2).
  private static byte[] http2Get(String path) {
    var block = new ByteArrayOutputStream();
    block.writeBytes(new byte[] {(byte) 0x82, (byte) 0x87, 0x04, (byte) path.length()});
    block.writeBytes(path.getBytes(US_ASCII));
    block.writeBytes(new byte[] {0x01, 9});
    block.writeBytes("localhost".getBytes(US_ASCII));
    block.writeBytes(new byte[] {0x00, 12});
    block.writeBytes("x-secret-key".getBytes(US_ASCII));
    block.writeBytes(new byte[] {4});
    block.writeBytes("test".getBytes(US_ASCII));
    var frame = new ByteArrayOutputStream();
    frame.writeBytes(new byte[] {0, 0, (byte) block.size(), 1, 5, 0, 0, 0, 1});
    frame.writeBytes(block.toByteArray());
    return frame.toByteArray();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void byHttp2AClientThatAsksForNothingMoreIsLetGo() throws Exception {
    try (TestServer server = secure(SOON_IDLE);
        Socket socket = server.connectSecurely(tls, "h2")) {
      socket.getOutputStream().write(PREFACE);
      socket.getOutputStream().write(SETTINGS);
      socket.getOutputStream().write(http2Get("/status"));
      trickleUntilTheEnd(socket, PING);
      assertServes(server);
    }
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @ValueSource(booleans = {false, true})
  void streamsAndLongRequestsLiveOn(boolean isHttp2) throws Exception {
    try (TestServer server = isHttp2 ? secure(SOON_IDLE) : plain(SOON_IDLE)) {
      InputStream events =
          server
              .client()
              .send(server.request("/stream").build(), BodyHandlers.ofInputStream())
              .body();
      CompletableFuture<HttpResponse<String>> slow =
          server.client().sendAsync(server.request("/slow").build(), BodyHandlers.ofString());
      outlast(SOON_IDLE.idle().multipliedBy(4));
      slowMayEnd.countDown();
      assertEquals("at last", slow.get().body());
      feed.end();
      assertTrue(new String(events.readAllBytes(), US_ASCII).contains(": ping 1\n"));
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void socketsLiveOn() throws Exception {
    try (TestServer server = plain(SOON_IDLE);
        SocketClient client = new SocketClient(server.client(), server.uri("/acp?token=test"))) {
      outlast(SOON_IDLE.idle().multipliedBy(4));
      assertEquals(JsonObject.EMPTY, client.ask("{}"));
    }
  }
}
