package dev.gander.adapters.http.helidon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.sse.SseSink;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HelidonStreamsTest {

  /// `EventSink` and `EventSinkProvider`: only sinks send headers before there is an event.
  @Test
  void headersWaitForTheFirstByteOfTheBody() throws Exception {
    var flushed = new CountDownLatch(1);
    var read = new CountDownLatch(1);
    try (BareHelidon helidon =
            BareHelidon.with(
                routing ->
                    routing.get(
                        "/",
                        (_, response) -> {
                          OutputStream out = response.outputStream();
                          out.flush();
                          flushed.countDown();
                          read.await();
                          out.close();
                        }));
        Socket socket = helidon.send("GET / HTTP/1.1", "Host: localhost")) {
      assertTrue(flushed.await(30, SECONDS));
      socket.setSoTimeout(300);
      assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
      read.countDown();
    }
  }

  /// `SseFrame`: goosed writes `data: x`, and some of its clients look for just that.
  @Test
  void thereIsNoBlankBeforeTheDataOfAnEvent() throws Exception {
    try (BareHelidon helidon =
            BareHelidon.with(
                routing ->
                    routing.get(
                        "/",
                        (_, response) -> {
                          try (SseSink sink = response.sink(SseSink.TYPE)) {
                            sink.emit(SseEvent.create("x"));
                          }
                        }));
        Socket socket =
            helidon.send("GET / HTTP/1.1", "Host: localhost", "Accept: text/event-stream")) {
      BareHelidon.status(socket);

      assertEquals("8\r\ndata:x\n\n", new String(socket.getInputStream().readNBytes(11), UTF_8));
    }
  }
}
