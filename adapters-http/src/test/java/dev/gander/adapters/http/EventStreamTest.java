package dev.gander.adapters.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.adapters.http.tls.TlsIdentity;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final SseFrame LARGE = SseFrame.comment("x".repeat(100_000));

  @TempDir private Path folder;
  private final ConcurrentMap<String, QueueFeed> feeds = new ConcurrentHashMap<>();

  private QueueFeed feed(String name) {
    return feeds.computeIfAbsent(name, _ -> new QueueFeed());
  }

  private TestServer start(boolean isHttp2, Duration patience) {
    List<Route> routes =
        List.of(
            Route.get("status", "/status", _ -> Answer.text("ok")),
            Route.get("stream", "/stream/{id}", call -> new Answer.Events(feed(call.path("id")))));
    TlsIdentity tls = isHttp2 ? TlsIdentity.selfSigned(folder, new SecureRandom()) : null;
    return TestServer.start(routes, tls, patience);
  }

  private TestServer start(boolean isHttp2) {
    return start(isHttp2, Duration.ofSeconds(30));
  }

  private static HttpResponse<InputStream> open(TestServer server, String name) throws Exception {
    return server
        .client()
        .send(server.request("/stream/" + name).build(), BodyHandlers.ofInputStream());
  }

  private static BufferedReader lines(HttpResponse<InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void headersComeBeforeTheFirstEventAndEveryEventAtOnce(boolean isHttp2) throws Exception {
    try (TestServer server = start(isHttp2)) {
      HttpResponse<InputStream> response = open(server, "a");
      assertEquals(
          isHttp2 ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1, response.version());
      assertEquals(200, response.statusCode());
      assertEquals("text/event-stream", response.headers().firstValue("content-type").get());
      assertEquals("no-cache", response.headers().firstValue("cache-control").get());
      assertEquals("*", response.headers().firstValue("access-control-allow-origin").get());
      assertEquals(isHttp2, response.headers().firstValue("connection").isEmpty());
      BufferedReader lines = lines(response);
      assertEquals(": ping 0", lines.readLine());
      assertEquals("", lines.readLine());
      feed("a").event(SseFrame.data(7, JsonObject.of("type", Json.of("ä\n"))));
      String line = lines.readLine();
      while (!line.startsWith("id")) {
        line = lines.readLine();
      }
      assertEquals("id: 7", line);
      assertEquals("data: {\"type\":\"ä\\n\"}", lines.readLine());
      feed("a").end();
      String rest = lines.readAllAsString();
      assertTrue(rest.matches("\n(: ping \\d+\n\n)*"), rest);
      assertTrue(feed("a").isClosedWithin(SOON));
      assertEquals(0, server.server().openStreams());
    }
  }

  @Test
  void theHeartbeatGoesOnWhileNothingHappensAndAlsoBetweenManyEvents() throws Exception {
    feeds.put("busy", new QueueFeed(SseFrame.data(JsonObject.EMPTY)));
    try (TestServer server = start(false)) {
      for (String name : List.of("quiet", "busy")) {
        BufferedReader lines = lines(open(server, name));
        List<String> heartbeats =
            lines.lines().filter(line -> line.startsWith(":")).limit(3).toList();
        assertEquals(List.of(": ping 0", ": ping 1", ": ping 2"), heartbeats);
      }
    }
  }

  /// The first heartbeat comes at once, the others as often as the server is told: here each 100
  /// ms.
  @Test
  void theHeartbeatKeepsItsTime() throws Exception {
    try (TestServer server = start(false)) {
      long took = Long.MAX_VALUE;
      // On a busy machine the first attempts also tell of others.
      for (int attempt = 0; attempt < 20 && took >= 2_500; attempt++) {
        took = fiveIntervals(server);
      }
      assertTrue(took >= 500 && took < 2_500, "five intervals in " + took + " ms");
    }
  }

  private static long fiveIntervals(TestServer server) throws Exception {
    long begin = System.nanoTime();
    try (BufferedReader lines = lines(open(server, "quiet"))) {
      assertEquals(6, lines.lines().filter(line -> line.startsWith(":")).limit(6).count());
    }
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }

  @Test
  void headGetsTheHeadersOnly() throws Exception {
    try (TestServer server = start(false)) {
      HttpResponse<String> answer = server.method("HEAD", "/stream/a");
      assertEquals(200, answer.statusCode());
      assertEquals("text/event-stream", answer.headers().firstValue("content-type").get());
      assertTrue(feed("a").isClosedWithin(SOON));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatLeavesClosesItsFeed(boolean isHttp2) throws Exception {
    try (TestServer server = start(isHttp2)) {
      HttpResponse<InputStream> leaving = open(server, "leaving");
      BufferedReader staying = lines(open(server, "staying"));
      leaving.body().read();
      leaving.body().close();
      assertTrue(feed("leaving").isClosedWithin(SOON));
      assertFalse(feed("staying").isClosedWithin(Duration.ofMillis(300)));
      assertTrue(staying.readLine().startsWith(": ping"));
    }
  }

  @Test
  void aClientWhoseConnectionBreaksClosesItsFeed() throws Exception {
    try (TestServer server = start(false)) {
      try (Socket socket = new RawClient(server.server().port()).connect()) {
        request(socket, "a");
        assertTrue(socket.getInputStream().read() > 0);
        socket.setSoLinger(true, 0);
      }
      assertTrue(feed("a").isClosedWithin(SOON));
    }
  }

  @Test
  void aClientThatOnlyClosesItsOwnSideGoesOnReading() throws Exception {
    try (TestServer server = start(false);
        Socket socket = new RawClient(server.server().port()).connect()) {
      request(socket, "a");
      socket.shutdownOutput();
      var lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      assertEquals(3, lines.lines().filter(line -> line.startsWith(": ping")).limit(3).count());
    }
  }

  private static void request(Socket socket, String name) throws Exception {
    String head =
        "GET /stream/" + name + " HTTP/1.1\r\nHost: localhost\r\nX-Secret-Key: test\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aClientThatDoesNotReadIsLetGoAndOthersAreServed() throws Exception {
    feeds.put("flood", new QueueFeed(LARGE));
    try (TestServer server = start(false, Duration.ofSeconds(2));
        Socket socket = new RawClient(server.server().port()).connect()) {
      request(socket, "flood");
      assertTrue(feed("flood").isClosedWithin(SOON));
      assertEquals(200, server.get("/status").statusCode());
    }
  }

  @Test
  void aClientThatDoesNotReadOneOfItsHttp2StreamsKeepsTheOthers() throws Exception {
    feeds.put("flood", new QueueFeed(LARGE));
    try (TestServer server = start(true, Duration.ofSeconds(3))) {
      HttpResponse<InputStream> unread = open(server, "flood");
      BufferedReader read = lines(open(server, "read"));
      assertTrue(feed("flood").isClosedWithin(Duration.ofSeconds(20)));
      assertTrue(read.lines().limit(20).anyMatch(line -> line.startsWith(": ping")));
      assertEquals(200, server.get("/status").statusCode());
      unread.body().close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void closingTheServerEndsStreamsInDueForm(boolean isHttp2) throws Exception {
    try (TestServer server = start(isHttp2)) {
      BufferedReader lines = lines(open(server, "a"));
      assertEquals(": ping 0", lines.readLine());
      long begin = System.nanoTime();
      server.server().close();
      assertTrue(SECONDS.toNanos(20) > System.nanoTime() - begin);
      assertTrue(feed("a").isClosedWithin(Duration.ZERO));
      String rest = lines.readAllAsString();
      assertTrue(rest.matches("\n(: ping \\d+\n\n)*"), rest);
    }
  }

  @Test
  void closingTheServerDoesNotWaitForAClientThatDoesNotRead() throws Exception {
    feeds.put("flood", new QueueFeed(LARGE));
    try (TestServer server = start(false);
        Socket socket = new RawClient(server.server().port()).connect()) {
      request(socket, "flood");
      assertTrue(socket.getInputStream().read() > 0);
      long begin = System.nanoTime();
      server.server().close();
      assertTrue(SECONDS.toNanos(20) > System.nanoTime() - begin);
    }
  }

  @Test
  void manyStreamsShareOneHttp2Connection() throws Exception {
    int count = 100;
    try (TestServer server = start(true)) {
      List<BufferedReader> streams = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        streams.add(lines(open(server, "s" + i)));
        assertEquals(": ping 0", streams.get(i).readLine());
      }
      assertEquals(count, server.server().openStreams());
      IntStream.range(0, count).forEach(i -> feed("s" + i).event(SseFrame.comment("mine " + i)));
      for (int i = 0; i < count; i++) {
        assertEquals(
            ": mine " + i,
            streams.get(i).lines().filter(line -> line.contains("mine")).findFirst().get());
      }
      assertEquals(200, server.get("/status").statusCode());
      for (int i = 0; i < count; i += 2) {
        streams.get(i).close();
      }
      for (int i = 0; i < count; i += 2) {
        assertTrue(feed("s" + i).isClosedWithin(SOON), "s" + i);
      }
      for (int i = 1; i < count; i += 2) {
        feed("s" + i).end();
        streams.get(i).readAllAsString();
      }
    }
  }

  @Test
  void http11IsOfferedOverTlsToo() throws Exception {
    try (TestServer server = start(true)) {
      TlsIdentity tls = TlsIdentity.selfSigned(folder, new SecureRandom());
      try (HttpClient client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .sslParameters(new SSLParameters())
              .sslContext(TestServer.trusting(tls))
              .build()) {
        var answer = client.send(server.request("/status").build(), BodyHandlers.ofString());
        assertEquals("ok", answer.body());
        assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
      }
    }
  }
}
