package dev.gander.adapters.http.helidon;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.testkit.Eventually;
import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HelidonHttp2Test {
  private static final Handler YES = (_, response) -> response.send("yes");

  /// `Http2Peers`, `FrameScanner` and `ScannedConnection` find the reset instead.
  @Test
  void anOperationIsNotToldThatItsClientHasResetTheStream() throws Exception {
    var reset = new CountDownLatch(1);
    var outcome = new CompletableFuture<String>();
    Handler stream =
        (_, response) -> {
          OutputStream out = response.outputStream();
          try {
            write(out);
            reset.await();
            for (int i = 0; i < 20; i++) {
              write(out);
            }
            outcome.complete("written");
          } catch (IOException | RuntimeException e) {
            outcome.completeExceptionally(e);
          }
        };
    try (BareHelidon helidon =
            BareHelidon.with(routing -> routing.get("/", YES).get("/stream", stream));
        HttpClient client = HttpClient.newHttpClient()) {
      // Upgrades the connection, which the client keeps.
      get(client, helidon, "/", BodyHandlers.discarding());
      InputStream body = get(client, helidon, "/stream", BodyHandlers.ofInputStream()).body();
      body.read();
      body.close();
      // The answer to what is sent after the reset: the server knows of it by now.
      get(client, helidon, "/", BodyHandlers.discarding());
      reset.countDown();

      assertEquals("written", outcome.get(10, SECONDS));
    }
  }

  private static <T> HttpResponse<T> get(
      HttpClient client, BareHelidon helidon, String path, HttpResponse.BodyHandler<T> handler)
      throws Exception {
    HttpResponse<T> answer =
        client.send(HttpRequest.newBuilder(helidon.uri(path)).build(), handler);
    assertEquals(HttpClient.Version.HTTP_2, answer.version());
    return answer;
  }

  private static void write(OutputStream out) throws IOException {
    out.write('x');
    out.flush();
  }

  /// `WatchedHttp2.idleTime`: a client that only listens would be cut off after five minutes.
  @Test
  void aConnectionOnWhichSomethingIsAnsweredCountsAsIdle() throws Exception {
    var asked = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    Handler slow =
        (_, response) -> {
          asked.countDown();
          over.await();
          response.send();
        };
    var connections = new Connections();
    try (BareHelidon helidon =
            BareHelidon.start(
                config ->
                    config
                        .addConnectionSelector(connections)
                        .routing(HttpRouting.builder().get("/", slow)));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), helidon.server().port())) {
      socket.getOutputStream().write(request());
      assertTrue(asked.await(10, SECONDS));

      Eventually.holds(() -> connections.last.idleTime().isPositive());
      over.countDown();
    }
  }

  /// What begins a connection (RFC 9113, 3.4), and `GET /` on its stream 1.
  private static byte[] request() {
    byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
    byte[] settings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
    byte[] headers = {0, 0, 14, 1, 5, 0, 0, 0, 1, (byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 9};
    byte[] authority = "localhost".getBytes(US_ASCII);
    return ByteBuffer.allocate(preface.length + settings.length + headers.length + authority.length)
        .put(preface)
        .put(settings)
        .put(headers)
        .put(authority)
        .array();
  }

  /// Helidon's connections, of which the last one is kept to look at.
  private static final class Connections implements ServerConnectionSelector {
    private final ServerConnectionSelector helidon =
        Http2ConnectionSelector.builder().http2Config(Http2Config.create()).build();
    private volatile ServerConnection last;

    @Override
    public int bytesToIdentifyConnection() {
      return helidon.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
      return helidon.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
      return helidon.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
      last = helidon.connection(context);
      return last;
    }
  }
}
