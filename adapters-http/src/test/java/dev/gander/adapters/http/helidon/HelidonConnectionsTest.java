package dev.gander.adapters.http.helidon;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HelidonConnectionsTest {

  /// `GanderHttpServer.requireFree` asks for the reason beforehand.
  @Test
  void aTakenPortIsNotThrown() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      WebServer server =
          WebServer.builder()
              .shutdownHook(false)
              .bindAddress(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), other.getLocalPort()))
              .build();

      assertFalse(server.start().isRunning());
    }
  }

  /// `HelidonListener`: `tcpNoDelay`.
  @Test
  void smallWritesMayWaitForTheOtherSide() {
    assertFalse(SocketOptions.create().tcpNoDelay());
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

  /// `ClientWatch` and `PacedBody`: Helidon limits a single read, but neither a write nor the time
  /// of a whole body.
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
      assertInstanceOf(NumberFormatException.class, thrown.get(10, SECONDS));
    }
  }
}
