package dev.gander.adapters.http.helidon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// As long as one of these holds, the sockets of the package `websocket` are our own.
class HelidonWebSocketTest {
  private static final String OPENED = "HTTP/1.1 101 Switching Protocols";
  private static final byte[] GOING_AWAY = {(byte) 0x88, 2, 0x03, (byte) 0xE9};

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final BareHelidon helidon =
      BareHelidon.start(
          config -> config.addRouting(WsRouting.builder().endpoint("/socket", listener())));

  @AfterEach
  void stop() {
    helidon.close();
  }

  private WsListener listener() {
    return new WsListener() {
      @Override
      public void onMessage(WsSession session, String text, boolean last) {
        heard.add(text);
      }
    };
  }

  private Socket open(String... headers) throws IOException {
    List<String> request =
        List.of(
            "GET /socket HTTP/1.1",
            "Host: localhost",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13");
    return helidon.send(Stream.concat(request.stream(), Stream.of(headers)).toArray(String[]::new));
  }

  /// `IncomingMessage`.
  @Test
  void aCharacterThatAClientHasCutInTwoIsBroken() throws Exception {
    try (Socket socket = open()) {
      assertEquals(OPENED, BareHelidon.status(socket));
      socket.getOutputStream().write(frame(0x01, 0xC3));
      socket.getOutputStream().write(frame(0x80, 0xA4));

      assertEquals("\uFFFD", heard.take());
      assertEquals("\uFFFD", heard.take());
    }
  }

  /// One byte in a frame whose mask changes nothing.
  private static byte[] frame(int begin, int content) {
    return new byte[] {(byte) begin, (byte) 0x81, 0, 0, 0, 0, (byte) content};
  }

  /// `Handshake`: the pages of Goose Desktop come from files.
  @Test
  void pagesWithoutAnOriginAreRefused() throws Exception {
    try (Socket socket = open("Origin: null")) {
      assertEquals("HTTP/1.1 403 Forbidden", BareHelidon.status(socket));
    }
  }

  /// `OpenSockets.close`.
  @Test
  void aClientIsNotToldThatTheServerGoesAway() throws Exception {
    try (Socket socket = open()) {
      assertEquals(OPENED, BareHelidon.status(socket));
      helidon.close();

      byte[] rest = socket.getInputStream().readAllBytes();
      assertFalse(Arrays.equals(GOING_AWAY, rest), () -> Arrays.toString(rest));
    }
  }
}
