package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image with everything on that operators can look at, and with everything off.
class ObservabilityIT {
  @TempDir Path root;

  /// Keeps what is sent to it. What it gets is protobuf, in which texts and ids stand as they are.
  private static final class Receiver implements AutoCloseable {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Receiver() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/v1/traces", this::take);
      server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
      try (exchange;
          GZIPInputStream body = new GZIPInputStream(exchange.getRequestBody())) {
        bodies.add(new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
        exchange.sendResponseHeaders(200, -1);
      }
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    boolean has(String text) {
      return String.join("", bodies).contains(text);
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void aTurnIsMeasuredTracedAndLogged() throws Exception {
    List<String> traces = new CopyOnWriteArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    try (StuckModel model = new StuckModel();
        Receiver receiver = new Receiver()) {
      model.behave(
          (stuck, exchange, body) -> {
            traces.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
            if (calls.getAndIncrement() == 0) {
              exchange.sendResponseHeaders(503, -1);
              exchange.close();
            } else {
              StuckModel.ANSWERING.answer(stuck, exchange, body);
            }
          });
      Map<String, String> settings = new HashMap<>(model.environment());
      settings.put("GANDER_METRICS", "on");
      settings.put("GANDER_LOG", "json");
      settings.put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.address());
      settings.put("OTEL_BSP_SCHEDULE_DELAY", "100");
      try (ImageServer server = ImageServer.start(root, settings)) {
        Eventually.holds(() -> server.send("GET", "/gander/v1/metrics", "").statusCode() == 200);
        Eventually.holds(() -> isReady(server));
        assertEquals(
            "{\"levels\":{\"dev.gander\":\"debug\"}}",
            server.send("PUT", "/gander/v1/log", "{\"level\":\"debug\"}").body());
        String session = server.newSession(root);

        assertEquals("word", server.answer(session, "hi"));

        Eventually.holds(() -> receiver.has("invoke_agent goose") && receiver.has("chat stuck"));
        // A request is measured when all of its answer was sent.
        Eventually.holds(() -> scraped(server).contains("http_route=\"reply\""));
        String scrape = scraped(server);
        assertTrue(scrape.contains("gander_inference_retries_total{"), scrape);
        assertTrue(scrape.contains("gen_ai_invoke_agent_duration_seconds_count{"), scrape);
        assertTrue(scrape.contains("gen_ai_invoke_agent_inference_calls_count{"), scrape);
        assertTrue(scrape.contains("gander_webhooks_waiting 0"), scrape);
        assertTrue(scrape.contains("db_client_operation_duration_seconds_count{"), scrape);
        assertTrue(!scrape.contains(session), scrape);
        assertTrue(scrape.contains("gen_ai_provider_name=\"openai\""), scrape);
      }
      String trace = traces.getFirst().split("-")[1];
      byte[] id = HexFormat.of().parseHex(trace);
      assertTrue(receiver.has(new String(id, StandardCharsets.ISO_8859_1)), traces::toString);
    }
    for (String line : ImageServer.log(root).lines().toList()) {
      JsonObject read = (JsonObject) JsonText.parse(line);
      assertTrue(read.text("level").isPresent(), line);
    }
  }

  private static String scraped(ImageServer server) throws IOException, InterruptedException {
    return server.send("GET", "/gander/v1/metrics", "").body();
  }

  private static boolean isReady(ImageServer server) throws IOException, InterruptedException {
    return server.send("GET", "/gander/v1/health/ready", "").statusCode() == 200;
  }

  @Test
  void offIsOff() throws Exception {
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      assertEquals(404, server.send("GET", "/gander/v1/metrics", "").statusCode());
      String maps = Files.readString(Path.of("/proc/" + server.pid() + "/maps"));
      assertTrue(!maps.contains("micrometer") && !maps.contains("opentelemetry"));
    }
  }

  @Test
  void aServerThatHasNoRoomIsNotReadyAndSaysWhy() throws Exception {
    try (ImageServer server =
        ImageServer.start(root, Map.of("GANDER_HEALTH_LEAST_DISK", "999999999"))) {
      // It may still be opening its database.
      Eventually.holds(() -> ready(server).contains("\"name\":\"disk\",\"status\":\"DOWN\""));

      assertTrue(ready(server).startsWith("{\"status\":\"DOWN\""));
      assertTrue(ready(server).contains("\"least_free_bytes\":1048575998951424"));
      assertEquals(200, server.send("GET", "/gander/v1/health/live", "").statusCode());
    }
  }

  private static String ready(ImageServer server) throws IOException, InterruptedException {
    return server.send("GET", "/gander/v1/health/ready", "").body();
  }
}
