package dev.gander.adapters.http.helidon;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

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

  /// `Visits`, `FrameScanner` and `Http2Bytes` find the reset instead.
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
