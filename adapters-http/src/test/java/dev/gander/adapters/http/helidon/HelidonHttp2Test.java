package dev.gander.adapters.http.helidon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.Http2Wire;
import io.helidon.webserver.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HelidonHttp2Test {
  private static final Handler YES = (_, response) -> response.send("yes");

  /// `Visits`, `FrameReader` and `Http2Bytes` find the reset instead.
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

      assertEquals("written", outcome.get(30, SECONDS));
    }
  }

  /// `FrameReader` keeps such a reset from Helidon.
  @Test
  void theResetOfARequestThatHasBeenAnsweredEndsTheConnection() throws Exception {
    var begun = new CountDownLatch(1);
    var answered = new CountDownLatch(1);
    Handler slow =
        (_, response) -> {
          begun.countDown();
          answered.await();
          response.send("late");
        };
    try (BareHelidon helidon =
            BareHelidon.with(routing -> routing.get("/", YES).get("/slow", slow));
        Http2Wire wire = Http2Wire.begin(helidon.connect())) {
      wire.get(1, "/");
      wire.readToEnd(1);
      wire.get(3, "/slow");
      begun.await();
      wire.reset(1);

      assertEquals(1, wire.readToGoAway(), "PROTOCOL_ERROR");
      answered.countDown();
    }
  }

  /// `FrameReader` replaces such a setting (helidon #12196, fixed after 4.5.0).
  @Test
  void aSettingAfterAnUnknownOneIsLost() throws Exception {
    String large = "x".repeat(100_000);
    byte[] settings = {0, 8, 0, 0, 0, 1, 0, 4, 0, 0x10, 0, 0};
    try (BareHelidon helidon =
            BareHelidon.with(routing -> routing.get("/", (_, response) -> response.send(large)));
        Http2Wire wire = Http2Wire.begin(helidon.connect(), settings)) {
      wire.widen(0, large.length());
      wire.get(1, "/");
      int length = 0;
      while (length < 65_535) {
        Http2Wire.Frame frame = wire.read();
        length += frame.type() == Http2Wire.DATA ? frame.payload().length() : 0;
      }
      wire.readToNow();
      assertTrue(wire.readToNow().stream().noneMatch(frame -> frame.ends(1)), "the rest waits");
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
}
