package dev.gander.connections;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.connections.PageServer.Answer;
import dev.gander.connections.PageServer.Limits;
import dev.gander.connections.PageServer.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PageServerTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int MANY = 32;

  /// More than the sockets of both sides hold.
  private static final int LONG_PAGE = 64 << 20;

  private final CountDownLatch slowBegun = new CountDownLatch(1);
  private final CountDownLatch slowMayEnd = new CountDownLatch(1);
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    slowMayEnd.countDown();
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private PageServer start(Duration patience, int connections) throws IOException {
    PageServer server =
        PageServer.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new Limits(patience, connections),
            this::page);
    open.add(server);
    return server;
  }

  private Answer page(Request request) {
    return switch (request.address().getPath()) {
      case "/" -> text(request.method() + " " + request.header("accept").orElse("-"));
      case "/long" -> text("x".repeat(LONG_PAGE));
      case "/slow" -> {
        slowBegun.countDown();
        try {
          slowMayEnd.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        yield text("at last");
      }
      case "/mistake" -> throw new IllegalStateException("a mistake of ours");
      default -> Answer.empty(404);
    };
  }

  private static Answer text(String body) {
    return new Answer(200, Map.of("content-type", "text/plain"), body, () -> {});
  }

  private Socket connect(PageServer server, String beginning) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    open.add(socket);
    socket.setSoTimeout((int) LONGEST.toMillis());
    socket.getOutputStream().write(beginning.getBytes(US_ASCII));
    return socket;
  }

  private String ask(PageServer server, String request) throws IOException {
    return rest(connect(server, request));
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/plain\r\n\r\n";
  }

  /// Sends a piece every few milliseconds until the server ends the connection.
  private static void trickleUntilTheEnd(Socket socket, String piece) {
    try {
      socket.setSoTimeout(20);
      long end = System.nanoTime() + LONGEST.toNanos();
      while (!isEnd(socket)) {
        assertTrue(System.nanoTime() < end, "the connection goes on");
        socket.getOutputStream().write(piece.getBytes(US_ASCII));
      }
    } catch (IOException _) {
      // The connection was reset: the server ended it while a piece was on its way.
    }
  }

  private static boolean isEnd(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException _) {
      return false;
    }
  }

  private boolean serves(PageServer server) {
    try {
      return ask(server, get("/")).endsWith("\r\n\r\nGET text/plain");
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void aPageIsReadAndTheConnectionEnds() throws Exception {
    assertEquals(
        """
        HTTP/1.1 200 \r
        content-type: text/plain\r
        content-length: 14\r
        connection: close\r
        \r
        GET text/plain""",
        ask(start(LONG, MANY), get("/")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\r\n\r\n", "GET /\r\n\r\n", "GET / FTP/1.0\r\n\r\n", "GET /[ HTTP/1.1\r\n\r\n"})
  void whatIsNoRequestIsRefused(String head) throws Exception {
    assertTrue(ask(start(LONG, MANY), head).startsWith("HTTP/1.1 400 \r\n"));
  }

  @Test
  void aHeadWithoutEndIsRefused() throws Exception {
    String head = "GET / HTTP/1.1\r\nA: " + "x".repeat(1 << 17);

    assertTrue(ask(start(LONG, MANY), head).startsWith("HTTP/1.1 400 \r\n"));
  }

  @Test
  void whoOnlyWantsTheHeadGetsNoPage() throws Exception {
    String answer = ask(start(LONG, MANY), "HEAD / HTTP/1.0\r\n\r\n");

    assertTrue(answer.endsWith("\r\ncontent-length: 6\r\nconnection: close\r\n\r\n"), answer);
  }

  /// Bytes that nobody has read when a connection is closed reset it.
  @Test
  void whoSendsABodyGetsTheAnswerToo() throws Exception {
    String body = "x".repeat(200_000);
    Socket socket = connect(start(LONG, MANY), "POST / HTTP/1.1\r\n\r\n" + body);
    socket.shutdownOutput();

    assertTrue(rest(socket).endsWith("\r\n\r\nPOST -"));
  }

  @Test
  void aMistakeEndsItsConnectionOnly() throws Exception {
    PageServer server = start(LONG, MANY);

    assertEquals("", ask(server, get("/mistake")));
    assertTrue(serves(server));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "G", "GET / HTTP/1.1\r\nHost: localhost\r\nA: "})
  void aHeadThatStopsEndsTheConnection(String beginning) throws Exception {
    trickleUntilTheEnd(connect(start(SHORT, MANY), beginning), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET / HTTP/1.1\r\nHost: localhost\r\nA: "})
  void aHeadThatTricklesEndsTheConnection(String beginning) throws Exception {
    trickleUntilTheEnd(connect(start(SHORT, MANY), beginning), "x");
  }

  /// There is room for one.
  @Test
  void aVisitorWhoDoesNotReadKeepsNobodyOut() throws Exception {
    PageServer server = start(LONG, 1);
    Socket socket = connect(server, get("/long"));
    assertEquals('H', socket.getInputStream().read());

    assertTrue(serves(server));
  }

  @Test
  void aPortIsFreeOnceItsServerIsClosed() throws Exception {
    for (int i = 0; i < MANY; i++) {
      PageServer server = start(LONG, MANY);
      assertTrue(serves(server));

      Thread.currentThread().interrupt();
      server.close();

      assertTrue(Thread.interrupted(), "the interrupt is still there for the caller");
      new ServerSocket(server.port(), 1, InetAddress.getLoopbackAddress()).close();
    }
  }

  @Test
  void silentConnectionsLockNobodyOut() throws Exception {
    PageServer server = start(LONG, 4);
    Socket first = connect(server, "G");
    for (int i = 0; i < MANY; i++) {
      connect(server, "");
    }

    assertTrue(serves(server));
    trickleUntilTheEnd(first, "x");
  }

  @Test
  void whatIsBeingAnsweredIsNotEndedForOthers() throws Exception {
    PageServer server = start(LONG, 1);
    Socket slow = connect(server, get("/slow"));
    slowBegun.await();

    assertEquals(-1, connect(server, "").getInputStream().read());
    slowMayEnd.countDown();
    assertTrue(rest(slow).endsWith("\r\n\r\nat last"));
  }

  @Test
  void closingEndsAll() throws Exception {
    PageServer server = start(LONG, MANY);
    Socket silent = connect(server, "");
    assertTrue(serves(server));

    server.close();

    assertEquals(-1, silent.getInputStream().read());
    assertThrows(IOException.class, () -> connect(server, ""));
  }
}
