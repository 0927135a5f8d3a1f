package dev.gander.adapters.http;

import static dev.gander.adapters.http.Http2Wire.CONTINUATION;
import static dev.gander.adapters.http.Http2Wire.END_HEADERS;
import static dev.gander.adapters.http.Http2Wire.HEADERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Heads that no HTTP/2 client would send, frame by frame.
class Http2HeadTest {
  private static final int LARGEST_FRAME = 16_384;
  private static final int STREAM = 1;

  @TempDir private static Path folder;

  private final TlsIdentity tls = TlsIdentity.selfSigned(folder, new SecureRandom());

  /// 431 (RFC 6585), whether the head has an end or not; then the connection ends.
  @ParameterizedTest
  @ValueSource(ints = {17, 60})
  void aHeadOfAnyLengthIsRefusedWithAnAnswer(int frames) throws Exception {
    try (TestServer server = TestServer.start(Hello.routes(), tls, Duration.ofSeconds(30));
        Http2Wire wire = Http2Wire.connect(server, tls)) {
      send(wire, HEADERS, 0);
      for (int i = 1; i < frames; i++) {
        send(wire, CONTINUATION, i == 59 ? END_HEADERS : 0);
      }

      Http2Wire.Frame head = wire.read();
      while (head.stream() != STREAM) {
        // Settings and windows of the connection.
        head = wire.read();
      }

      assertEquals(HEADERS, head.type());
      assertTrue(head.payload().startsWith("\b\u0003431"), "the status");
      assertEquals("{\"message\":\"Request Header Fields Too Large\"}", wire.read().payload());
      assertEquals(Http2Wire.GOAWAY, wire.read().type(), "no more requests");
    }
  }

  @Test
  void otherConnectionsGoOn() throws Exception {
    try (TestServer server = TestServer.start(Hello.routes(), tls, Duration.ofSeconds(30));
        Http2Wire wire = Http2Wire.connect(server, tls)) {
      send(wire, HEADERS, 0);
      for (int i = 0; i < 20; i++) {
        send(wire, CONTINUATION, 0);
      }

      assertEquals(200, server.get("/things").statusCode());
    }
  }

  private static void send(Http2Wire wire, int type, int flags) throws IOException {
    wire.send(type, flags, STREAM, new byte[LARGEST_FRAME]);
  }
}
