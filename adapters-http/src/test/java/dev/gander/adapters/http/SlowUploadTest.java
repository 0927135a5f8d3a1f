package dev.gander.adapters.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.RawClient.RawAnswer;
import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.tls.TlsIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that take their time to send what they have announced. Nearly all of the time is waited,
/// with a server for each test, so that they run side by side.
@Timeout(60)
class SlowUploadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final String KEY = "X-Secret-Key: test\r\n";
  private static final String LENGTH = "Content-Length: 2000\r\n\r\n";

  @TempDir private static Path folder;
  private static TlsIdentity tls;

  @BeforeAll
  static void makeCertificate() {
    tls = TlsIdentity.selfSigned(folder, new SecureRandom());
  }

  private static TestServer plain() {
    return TestServer.start(Hello.routes(), null, PATIENCE);
  }

  private static Socket begin(TestServer server, String headers) throws IOException {
    Socket socket = new RawClient(server.server().port()).connect();
    String head =
        "POST /things HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers;
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /// Sends a piece every few milliseconds until something comes back.
  private static int trickle(Socket socket, String piece) throws IOException {
    socket.setSoTimeout(20);
    while (true) {
      try {
        return socket.getInputStream().read();
      } catch (SocketTimeoutException _) {
        if (!sends(socket, piece)) {
          socket.setSoTimeout(20_000);
          return socket.getInputStream().read();
        }
      }
    }
  }

  /// The server may answer and close the connection just before; its answer can be read all the
  /// same.
  private static boolean sends(Socket socket, String piece) {
    try {
      socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LENGTH, "Transfer-Encoding: chunked\r\n\r\n"})
  @Execution(ExecutionMode.CONCURRENT)
  void aBodyThatTricklesIsRefusedAndTheConnectionEnds(String framing) throws Exception {
    boolean isChunked = framing.startsWith("Transfer");
    try (TestServer server = plain();
        Socket socket = begin(server, KEY + framing)) {
      int first = trickle(socket, isChunked ? "1\r\n \r\n" : " ");
      socket.setSoTimeout(20_000);
      InputStream begin = new ByteArrayInputStream(new byte[] {(byte) first});
      RawAnswer answer = RawClient.read(new SequenceInputStream(begin, socket.getInputStream()));
      assertEquals(408, answer.status());
      assertEquals("{\"message\":\"The body of the request comes too slowly\"}", answer.body());
      assertTrue(hasEnded(socket));
      assertEquals(200, server.get("/status").statusCode());
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aBodyThatStopsEndsTheConnection() throws Exception {
    try (TestServer server = plain();
        Socket socket = begin(server, KEY + LENGTH)) {
      socket.getOutputStream().write('{');
      assertTrue(hasEnded(socket));
      assertEquals(200, server.get("/status").statusCode());
    }
  }

  /// The answer is there at once; the body that nobody wants may not keep the connection for ever.
  @ParameterizedTest
  @ValueSource(strings = {LENGTH, "Transfer-Encoding: chunked\r\n\r\n"})
  @Execution(ExecutionMode.CONCURRENT)
  void aBodyThatNobodyWantsIsNotWaitedForLong(String framing) throws Exception {
    boolean isChunked = framing.startsWith("Transfer");
    try (TestServer server = plain();
        Socket socket = begin(server, framing)) {
      assertEquals(401, RawClient.read(socket.getInputStream()).status());
      assertEquals(-1, trickleUntilEnd(socket, isChunked ? "1\r\n \r\n" : " "));
    }
  }

  private static int trickleUntilEnd(Socket socket, String piece) {
    try {
      return trickle(socket, piece);
    } catch (IOException e) {
      return -1;
    }
  }

  private static boolean hasEnded(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aBodyMayTakeLongerThanThatIfEnoughOfItComes() throws Exception {
    try (TestServer server = plain();
        Socket socket = begin(server, KEY + "Content-Length: 40000\r\n\r\n")) {
      OutputStream out = socket.getOutputStream();
      byte[] piece = " ".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
      for (int sent = 0; sent < 39; sent++) {
        out.write(piece);
        waitAMoment(socket);
      }
      String body = "{\"name\":\"x\"}";
      out.write(" ".repeat(1_000 - body.length()).getBytes(StandardCharsets.US_ASCII));
      out.write(body.getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(20_000);
      assertEquals(200, RawClient.read(socket.getInputStream()).status());
    }
  }

  private static void waitAMoment(Socket socket) throws IOException {
    socket.setSoTimeout((int) PATIENCE.toMillis() / 30);
    try {
      assertEquals(-2, socket.getInputStream().read(), "answered too early");
    } catch (SocketTimeoutException _) {
      // Nothing came, as it should be.
    }
  }

  /// The client ends its body only after the server has given up, since Java's client reads no
  /// answer before.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Execution(ExecutionMode.CONCURRENT)
  void byHttp2OnlyTheRequestIsGivenUp(boolean trickles) throws Exception {
    CountDownLatch givenUp = new CountDownLatch(1);
    List<Route> routes =
        List.of(
            Route.get("status", "/status", _ -> Answer.text("ok")),
            Route.post(
                "slow",
                "/slow",
                call -> {
                  try {
                    return Answer.text(call.body(fields -> fields.text("name")));
                  } finally {
                    givenUp.countDown();
                  }
                }));
    try (TestServer server = TestServer.start(routes, tls, PATIENCE)) {
      assertEquals(200, server.get("/status").statusCode());
      IntSupplier next = () -> isOver(givenUp, trickles ? 20 : 20_000) ? -1 : ' ';
      HttpResponse<String> answer =
          server.post("/slow", BodyPublishers.ofInputStream(() -> new Drops(next)));
      assertEquals(HttpClient.Version.HTTP_2, answer.version());
      assertEquals(408, answer.statusCode());
      assertEquals(200, server.get("/status").statusCode());
    }
  }

  private static boolean isOver(CountDownLatch end, long milliseconds) {
    try {
      return end.await(milliseconds, MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /// A body that gives one byte at a time.
  private static final class Drops extends InputStream {
    private final IntSupplier next;

    Drops(IntSupplier next) {
      this.next = next;
    }

    @Override
    public int read() {
      return next.getAsInt();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int drop = read();
      if (drop < 0) {
        return -1;
      }
      bytes[offset] = (byte) drop;
      return 1;
    }
  }
}
