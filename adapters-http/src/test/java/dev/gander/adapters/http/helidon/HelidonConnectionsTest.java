package dev.gander.adapters.http.helidon;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.testkit.Eventually;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HelidonConnectionsTest {

  /// `Listener` goes on, or says that it cannot. When there is no descriptor left Helidon's ends in
  /// the same way as here.
  @Test
  void aListenerWhoseAcceptFailsEndsAndNobodyIsTold() throws Exception {
    try (BareHelidon helidon = BareHelidon.with(routing -> routing.get("/", (_, r) -> r.send()))) {
      int port = helidon.server().port();
      listeners().forEach(Thread::interrupt);

      Eventually.holds(() -> isRefused(port));
      assertTrue(helidon.server().isRunning());
    }
  }

  private static Stream<Thread> listeners() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("server-@default-listener"));
  }

  private static boolean isRefused(int port) throws IOException {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return false;
    } catch (ConnectException _) {
      return true;
    }
  }

  /// `Http10Head`, `Http1Bytes` and `UnchunkedBody`.
  @Test
  void http10IsRefused() throws Exception {
    try (BareHelidon helidon = BareHelidon.with(routing -> routing.get("/", (_, r) -> r.send()));
        Socket socket = helidon.send("GET / HTTP/1.0", "Host: localhost")) {
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  /// `UnroutedErrors`: 431.
  @Test
  void headersThatAreTooLongAreABadRequest() throws Exception {
    try (BareHelidon helidon = BareHelidon.with(routing -> routing.get("/", (_, r) -> r.send()));
        Socket socket =
            helidon.send("GET / HTTP/1.1", "Host: localhost", "A: " + "x".repeat(20_000))) {
      assertEquals("HTTP/1.1 400 Bad Request", BareHelidon.status(socket));
    }
  }

  /// The end of `ClientIo.write` closes what was announced to be closed.
  @Test
  void aConnectionThatIsToBeClosedGoesOn() throws Exception {
    String[] request = {"GET / HTTP/1.1", "Host: localhost"};
    try (BareHelidon helidon =
            BareHelidon.with(
                routing ->
                    routing.get("/", (_, r) -> r.header(HeaderValues.CONNECTION_CLOSE).send("x")));
        Socket socket =
            helidon.send(
                Stream.of(request, new String[] {""}, request)
                    .flatMap(Arrays::stream)
                    .toArray(String[]::new))) {
      for (int i = 0; i < 2; i++) {
        assertEquals("HTTP/1.1 200 OK", BareHelidon.status(socket));
        assertEquals('x', socket.getInputStream().read());
      }
    }
  }

  /// `ClientIo.skipBody` and `PacedBody` limit how long that may take.
  @Test
  void aBodyThatNobodyReadIsReadToItsEnd() throws Exception {
    try (BareHelidon helidon =
            BareHelidon.with(routing -> routing.post("/", (_, r) -> r.send("x")));
        Socket socket = helidon.send("POST / HTTP/1.1", "Host: localhost", "Content-Length: 3")) {
      BareHelidon.status(socket);
      assertEquals('x', socket.getInputStream().read());

      socket
          .getOutputStream()
          .write("abcPOST / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
      assertEquals("HTTP/1.1 200 OK", BareHelidon.status(socket));
    }
  }

  /// `ClientPace`, `ClientWatch` and `PacedBody`: Helidon limits a single read, but neither the
  /// time of a head, nor a write, nor the time of a whole body.
  @Test
  void aWriteHasNoTimeLimit() {
    List<String> limits =
        Stream.of(SocketOptions.class, ListenerConfig.class, Http1Config.class)
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .map(Method::getName)
            .filter(name -> name.matches("(?i).*(timeout|rate).*"))
            .distinct()
            .sorted()
            .toList();

    assertEquals(List.of("connectTimeout", "idleConnectionTimeout", "readTimeout"), limits);
  }

  /// `HelidonBody` tells broken framing from a client that has left by guessing.
  @Test
  void aBrokenChunkIsAnExceptionOfAnyKind() throws Exception {
    var thrown = new CompletableFuture<Throwable>();
    try (BareHelidon helidon =
            BareHelidon.with(
                routing ->
                    routing.post(
                        "/",
                        (request, response) -> {
                          try {
                            request.content().inputStream().readAllBytes();
                          } catch (RuntimeException e) {
                            thrown.complete(e);
                          }
                          response.send();
                        }));
        Socket _ =
            helidon.send(
                "POST / HTTP/1.1", "Host: localhost", "Transfer-Encoding: chunked", "", "zz")) {
      assertInstanceOf(NumberFormatException.class, thrown.get(30, SECONDS));
    }
  }
}
