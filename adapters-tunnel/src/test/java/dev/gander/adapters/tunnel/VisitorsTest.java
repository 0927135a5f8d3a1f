package dev.gander.adapters.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tunnel.LocalServer;
import dev.gander.domain.tunnel.TunnelIdentity;
import dev.gander.domain.tunnel.TunnelLinks;
import dev.gander.domain.tunnel.TunnelRelay;
import dev.gander.json.jackson.JsonText;
import dev.gander.json.jackson.JsonTexts;
import dev.gander.testkit.WebSocketPeer;
import dev.gander.testkit.tunnel.LoopbackTunnelRelay;
import dev.gander.testkit.tunnel.LoopbackTunnelRelay.Answer;
import dev.gander.testkit.tunnel.LoopbackTunnelRelay.Visit;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What passes over a link, between a relay and a server that are both ours.
class VisitorsTest {
  private static final String SECRET = "tunnel-secret";
  private static final String KEY = "server-key";

  private final LoopbackTunnelRelay relay =
      LoopbackTunnelRelay.start(new JsonTexts(), JsonText::write);
  private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private TunnelLinks.Link link;

  /// What the server was asked.
  private record Got(String request, Map<String, List<String>> headers, String body) {}

  private interface Handler {
    void answer(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    link =
        new WebSocketLinks(NetworkSettings.NONE, WebSocketLinksTest.HASTY)
            .open(
                TunnelRelay.parse(relay.address()),
                new TunnelIdentity("agent 1", SECRET),
                new LocalServer(address, KEY, null));
  }

  @AfterEach
  void stop() {
    over.countDown();
    link.close();
    relay.close();
    server.stop(0);
  }

  private void serve(Handler handler) {
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            got.add(new Got(request, Map.copyOf(exchange.getRequestHeaders()), body));
            handler.answer(exchange);
          }
        });
  }

  private static void text(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/plain");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private Answer ask(String method, String path, String body) throws Exception {
    return relay.visit(SECRET, method, path, body).answer();
  }

  @Test
  void aRequestReachesTheServerWithItsKey() throws Exception {
    serve(exchange -> text(exchange, 201, "größe 🦢".getBytes(StandardCharsets.UTF_8)));

    Answer answer = ask("POST", "/sessions/a%2Fb/reply?x=%20y", "{\"t\":\"🦢\"}");

    assertEquals(201, answer.status());
    assertEquals("größe 🦢", answer.body());
    assertEquals("text/plain", answer.headers().text("content-type").orElseThrow());
    Got asked = got.take();
    assertEquals("POST /sessions/a%2Fb/reply?x=%20y", asked.request());
    assertEquals("{\"t\":\"🦢\"}", asked.body());
    assertEquals(List.of(KEY), asked.headers().get("X-secret-key"));
    assertEquals(List.of("application/json"), asked.headers().get("Content-type"));
    assertTrue(asked.headers().get("Host").getFirst().startsWith("127.0.0.1:"));
    assertEquals(List.of("/connect?agent_id=agent+1"), relay.targets());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong", KEY, SECRET + "x"})
  void whoDoesNotKnowTheSecretGetsNothing(String secret) throws Exception {
    serve(exchange -> text(exchange, 200, new byte[0]));

    Visit visit = relay.visit(secret, "GET", "/status", "");
    JsonFields frame = JsonFields.of(visit.next());

    assertEquals(401, frame.integer("status"));
    assertEquals("Unauthorized", frame.text("error"));
    assertEquals("{\"message\":\"Unauthorized\"}", frame.text("body"));
    assertEquals(List.of(), List.copyOf(got));
  }

  /// The first could lead to another host, the others are no requests in HTTP.
  @ParameterizedTest
  @CsvSource({"GET,@elsewhere.example/", "GET,/ x", "G T,/", "GET,''", "CONNECT,/"})
  void whatIsNoRequestIsRefused(String method, String path) throws Exception {
    serve(exchange -> text(exchange, 200, new byte[0]));

    assertEquals(400, ask(method, path, "").status());
    assertEquals(List.of(), List.copyOf(got));
  }

  @Test
  void eventsAreStreamedAsTheyCome() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    serve(
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          byte[] first = "data: 🦢\n\n".getBytes(StandardCharsets.UTF_8);
          out.write(first, 0, 8);
          out.flush();
          out.write(first, 8, first.length - 8);
          out.flush();
          await(seen);
          out.write("data: 2\n\n".getBytes(StandardCharsets.UTF_8));
        });

    Visit visit = relay.visit(SECRET, "GET", "/sessions/x/events", "");
    List<JsonFields> frames = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    do {
      frames.add(JsonFields.of(visit.next()));
      text.append(frames.getLast().text("body"));
      if (text.toString().equals("data: 🦢\n\n")) {
        seen.countDown();
      }
    } while (!frames.getLast().bool("isLastChunk"));

    assertEquals("data: 🦢\n\ndata: 2\n\n", text.toString());
    assertTrue(frames.stream().allMatch(frame -> frame.bool("isStreaming")));
    assertTrue(frames.getFirst().bool("isFirstChunk"));
    assertTrue(frames.getFirst().object().has("headers"));
    assertFalse(frames.getLast().object().has("headers"));
    assertEquals("", frames.getLast().text("body"));
    assertEquals(frames.size() - 1, frames.getLast().integer("chunkIndex"));
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /// Of two-byte characters, which a chunk must not cut through.
  @Test
  void aLongAnswerComesInChunks() throws Exception {
    String big = "a" + "ä".repeat(2 << 20);
    serve(exchange -> text(exchange, 200, big.getBytes(StandardCharsets.UTF_8)));

    Answer answer = ask("GET", "/sessions/x/export", "");

    assertEquals(200, answer.status());
    assertTrue(big.contentEquals(answer.body()));
  }

  @Test
  void aMessageThatIsTooLongIsLeftOut() throws Exception {
    serve(exchange -> text(exchange, 200, "ok".getBytes(StandardCharsets.UTF_8)));

    relay.visit(SECRET, "POST", "/too-long", "x".repeat(3 << 20));
    assertEquals("ok", ask("POST", "/long", "x".repeat(2 << 20)).body());

    Got asked = got.take();
    assertEquals("POST /long", asked.request());
    assertEquals(2 << 20, asked.body().length());
    assertEquals(1, relay.targets().size());
  }

  @Test
  void whatIsNoTextIsNotSpoiled() throws Exception {
    serve(exchange -> text(exchange, 200, new byte[] {'P', 'K', (byte) 0xff}));

    assertEquals(502, ask("GET", "/diagnostics/x", "").status());
  }

  @Test
  void aServerThatBreaksOffIsTold() throws Exception {
    serve(exchange -> exchange.sendResponseHeaders(200, 100));

    assertEquals(502, ask("GET", "/status", "").status());
  }

  @Test
  void answersComeWhenTheyAreReady() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    serve(
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/slow")) {
            await(second);
          }
          text(exchange, 200, exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8));
        });

    Visit slow = relay.visit(SECRET, "GET", "/slow", "");
    assertEquals("/fast", ask("GET", "/fast", "").body());
    second.countDown();

    assertEquals("/slow", slow.answer().body());
  }

  /// Answers that nobody waits for, repetitions, halves of requests, no JSON at all, binary frames.
  @Test
  void whatIsOutOfOrderIsPassedOver() throws Exception {
    CountDownLatch later = new CountDownLatch(1);
    serve(
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/slow")) {
            await(later);
          }
          text(exchange, 200, "ok".getBytes(StandardCharsets.UTF_8));
        });
    Visit slow = relay.visit(SECRET, "GET", "/slow", "");
    got.take();

    relay.send(relay.request(slow.id(), SECRET, "GET", "/again", ""));
    relay.send("{\"requestId\":\"x\",\"chunkIndex\":3,\"isChunked\":true,\"body\":\"late\"}");
    relay.send("{\"requestId\":5,\"method\":\"GET\",\"path\":\"/\"}");
    relay.send("[]");
    relay.send("{");
    relay.send("");
    WebSocketPeer agent = relay.agent();
    String request = relay.request("cut", SECRET, "GET", "/cut", "");
    agent.sendBeginning(request.substring(0, 5));
    agent.sendMore(request.substring(5, 9));
    agent.sendEnd(request.substring(9));

    assertEquals("GET /cut", got.take().request());
    assertEquals("ok", ask("GET", "/next", "").body());
    later.countDown();
    assertEquals("ok", slow.answer().body());
    assertEquals(List.of("GET /next"), got.stream().map(Got::request).toList());
  }

  @Test
  void theStreamOfAVisitorEndsWithTheLink() throws Exception {
    BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    serve(exchange -> streamUntilNobodyReads(exchange, ends));
    relay.visit(SECRET, "GET", "/events", "").next();

    relay.stop();

    assertEquals("/events", ends.take());
    relay.restart();
    assertEquals(401, relay.visit("wrong", "GET", "/status", "").answer().status());
  }

  /// Nobody says when a phone has gone away.
  @Test
  void theOldestStreamMakesRoom() throws Exception {
    BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    serve(exchange -> streamUntilNobodyReads(exchange, ends));
    for (int i = 0; i < 65; i++) {
      JsonObject first = relay.visit(SECRET, "GET", "/events/" + i, "").next();
      assertEquals(200, JsonFields.of(first).integer("status"));
    }

    assertEquals("/events/0", ends.take());
    assertTrue(ends.isEmpty(), ends::toString);
  }

  /// Slowly: 65 of them share the processor with whoever reads them.
  private void streamUntilNobodyReads(HttpExchange exchange, BlockingQueue<String> ends)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try {
      do {
        exchange.getResponseBody().write(": beat\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      } while (!over.await(50, TimeUnit.MILLISECONDS));
    } catch (IOException _) {
      ends.add(exchange.getRequestURI().getPath());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
