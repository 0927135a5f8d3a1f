package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.tls.TlsIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An operation that works for a client which waits ends when it leaves, and only then.
class LeavingClientTest {
  private static final String REQUEST =
      """
      POST /work HTTP/1.1\r
      Host: localhost\r
      X-Secret-Key: test\r
      Content-Type: application/json\r
      Content-Length: 2\r
      \r
      {}""";

  @TempDir private static Path folder;

  /// What happened to the work.
  private static final BlockingQueue<String> NEWS = new LinkedBlockingQueue<>();

  /// Ends the work, with this answer.
  private static final SynchronousQueue<String> RESULTS = new SynchronousQueue<>();

  private static TlsIdentity identity;
  private static TestServer plain;
  private static TestServer secure;

  @BeforeAll
  static void start() {
    List<Route> routes = List.of(Route.post("work", "/work", LeavingClientTest::work));
    identity = TlsIdentity.selfSigned(folder, new SecureRandom());
    plain = TestServer.start(routes);
    secure = TestServer.start(routes, identity, Duration.ofSeconds(30));
  }

  @AfterAll
  static void stop() {
    plain.close();
    secure.close();
  }

  private static Answer work(Call call) throws InterruptedException {
    call.body(fields -> fields.object().members().size());
    return call.whileClientWaits(
        () -> {
          NEWS.add("begun");
          try {
            return Answer.text(RESULTS.take());
          } catch (InterruptedException e) {
            NEWS.add("interrupted");
            throw e;
          }
        });
  }

  private static void assertNews(String expected) throws InterruptedException {
    assertEquals(expected, NEWS.poll(30, TimeUnit.SECONDS));
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static void finish(String result) throws InterruptedException {
    assertTrue(RESULTS.offer(result, 30, TimeUnit.SECONDS));
  }

  private static RawClient.RawAnswer read(Socket socket) throws IOException {
    return RawClient.read(socket.getInputStream());
  }

  @Test
  void closingTheConnectionEndsTheWork() throws Exception {
    try (Socket socket = new RawClient(plain.uri("/").getPort()).connect()) {
      send(socket, REQUEST);
      assertNews("begun");
    }
    assertNews("interrupted");
  }

  @Test
  void closingASecureConnectionEndsTheWork() throws Exception {
    SSLContext trust = TestServer.trusting(identity);
    try (Socket socket =
        trust.getSocketFactory().createSocket("localhost", secure.uri("/").getPort())) {
      send(socket, REQUEST);
      assertNews("begun");
    }
    assertNews("interrupted");
  }

  @Test
  void resettingAStreamEndsTheWork() throws Exception {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .sslContext(TestServer.trusting(identity))
            .build()) {
      var answer =
          client.sendAsync(
              secure
                  .request("/work")
                  .header("content-type", "application/json")
                  .POST(BodyPublishers.ofString("{}"))
                  .build(),
              BodyHandlers.ofString());
      assertNews("begun");
      answer.cancel(true);
      assertNews("interrupted");
    }
  }

  @Test
  void aConnectionGoesOnAfterTheWork() throws Exception {
    try (Socket socket = new RawClient(plain.uri("/").getPort()).connect()) {
      for (String result : List.of("one", "two", "three")) {
        send(socket, REQUEST);
        assertNews("begun");
        finish(result);
        assertEquals(result, read(socket).body());
      }
    }
  }

  @Test
  void whatAClientSendsMeanwhileIsItsNextRequest() throws Exception {
    try (Socket socket = new RawClient(plain.uri("/").getPort()).connect()) {
      send(socket, REQUEST);
      assertNews("begun");
      send(socket, REQUEST);
      finish("one");
      assertEquals("one", read(socket).body());
      assertNews("begun");
      finish("two");
      assertEquals("two", read(socket).body());
    }
  }
}
