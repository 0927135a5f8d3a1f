package dev.gander.adapters.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.tls.TlsIdentity;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Heads that no HTTP/2 client would send, frame by frame.
class Http2HeadTest {
  private static final int HEADERS = 1;
  private static final int CONTINUATION = 9;
  private static final int END_HEADERS = 4;
  private static final int LARGEST_FRAME = 16_384;
  private static final int STREAM = 1;

  @TempDir private static Path folder;

  private final TlsIdentity tls = TlsIdentity.selfSigned(folder, new SecureRandom());

  /// @param payload each byte a character
  private record Frame(int type, int stream, String payload) {}

  /// 431 (RFC 6585), whether the head has an end or not; then the connection ends.
  @ParameterizedTest
  @ValueSource(ints = {17, 60})
  void aHeadOfAnyLengthIsRefusedWithAnAnswer(int frames) throws Exception {
    try (TestServer server = TestServer.start(Hello.routes(), tls, Duration.ofSeconds(30));
        SSLSocket socket = connect(server)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      begin(out);
      send(out, HEADERS, 0);
      for (int i = 1; i < frames; i++) {
        send(out, CONTINUATION, i == 59 ? END_HEADERS : 0);
      }
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());

      Frame head = read(in);
      while (head.stream() != STREAM) {
        // Settings and windows of the connection.
        head = read(in);
      }

      assertEquals(HEADERS, head.type());
      assertTrue(head.payload().startsWith("\b\u0003431"), "the status");
      assertEquals("{\"message\":\"Request Header Fields Too Large\"}", read(in).payload());
      assertEquals(7, read(in).type(), "no more requests");
    }
  }

  @Test
  void otherConnectionsGoOn() throws Exception {
    try (TestServer server = TestServer.start(Hello.routes(), tls, Duration.ofSeconds(30));
        SSLSocket socket = connect(server)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      begin(out);
      send(out, HEADERS, 0);
      for (int i = 0; i < 20; i++) {
        send(out, CONTINUATION, 0);
      }
      out.flush();

      assertEquals(200, server.get("/things").statusCode());
    }
  }

  private SSLSocket connect(TestServer server) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            TestServer.trusting(tls)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.server().port());
    socket.setSoTimeout(20_000);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static void begin(DataOutputStream out) throws IOException {
    out.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    // Settings: none.
    out.writeInt(4);
    out.writeByte(0);
    out.writeInt(0);
  }

  private static void send(DataOutputStream out, int type, int flags) throws IOException {
    out.writeInt(LARGEST_FRAME << 8 | type);
    out.writeByte(flags);
    out.writeInt(STREAM);
    out.write(new byte[LARGEST_FRAME]);
  }

  private static Frame read(DataInputStream in) throws IOException {
    int head = in.readInt();
    in.readByte();
    int stream = in.readInt();
    byte[] payload = new byte[head >>> 8];
    in.readFully(payload);
    return new Frame(head & 0xff, stream, new String(payload, ISO_8859_1));
  }
}
