package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.run.RunState;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of the image, its death included.
class RunsIT {
  private static final String RUNS = "/gander/v1/runs";

  /// A run is begun five times at most.
  private static final int KILLS = 4;

  /// Calls a tool, and answers a moment later.
  private static final String WORK =
      "!tool shell {\\\"command\\\": \\\"sleep 0.3\\\"}\\n---\\n!say all done";

  @TempDir Path root;
  private final Map<String, Set<String>> told = new ConcurrentHashMap<>();
  private HttpServer receiver;
  private ImageServer server;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          String id = exchange.getRequestHeaders().getFirst("webhook-id");
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          told.computeIfAbsent(id, _ -> ConcurrentHashMap.newKeySet()).add(body);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    server = image();
  }

  private ImageServer image() throws IOException {
    return ImageServer.start(
        root, Map.of("GANDER_PARALLEL_RUNS", "8", "GANDER_WEBHOOK_PRIVATE_HOSTS", "127.0.0.1"));
  }

  @AfterEach
  void stop() throws Exception {
    receiver.stop(0);
    server.close();
  }

  private JsonObject posted(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer = server.send("POST", path, body);
    assertEquals(2, answer.statusCode() / 100, answer.body());
    return (JsonObject) JsonText.parse(answer.body());
  }

  private JsonObject run(String id) throws IOException, InterruptedException {
    return server.get(RUNS + "/" + id);
  }

  private boolean isOver(String id) throws IOException, InterruptedException {
    return RunState.parse(JsonFields.of(run(id)).text("state")).orElseThrow().isEnd();
  }

  /// Twenty runs are under way again and again when the server is killed. Each ends in one state,
  /// which stays, and each end is told with one content.
  @Test
  void eachRunEndsOnceHoweverOftenTheServerIsKilled() throws Exception {
    posted(
        "/gander/v1/webhooks",
        "{\"url\": \"http://127.0.0.1:%d/hook\", \"events\": [\"run.ended\"]}"
            .formatted(receiver.getAddress().getPort()));
    Random random = new Random(18);
    List<String> all = new ArrayList<>();
    Map<String, JsonObject> ends = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      for (int i = 0; i < 20; i++) {
        all.add(JsonFields.of(posted(RUNS, request(i % 2 == 0))).text("id"));
      }
      int enough = ends.size() + random.nextInt(15);
      Eventually.holds(
          () -> {
            noteEnds(all, ends);
            return ends.size() >= enough;
          });
      server.kill();
      server = image();
    }

    for (String id : all) {
      Eventually.holds(() -> isOver(id));
    }
    noteEnds(all, ends);
    assertEquals(Set.copyOf(all), ends.keySet());
    for (String id : all) {
      assertEquals(ends.get(id), run(id), "an end that was seen stays");
    }
    for (String id : all) {
      Eventually.holds(() -> told.containsKey("msg_" + id + "_ended"));
      assertEquals(1, told.get("msg_" + id + "_ended").size(), () -> "told twice: " + id);
    }
    Set<String> states = new HashSet<>();
    ends.values().forEach(end -> states.add(JsonFields.of(end).text("state")));
    assertEquals(Set.of("succeeded", "interrupted"), states);
    assertTrue(
        all.stream().filter(id -> all.indexOf(id) % 2 == 0).allMatch(id -> isSuccess(ends, id)),
        "runs that go on succeed in the end");
  }

  private static boolean isSuccess(Map<String, JsonObject> ends, String id) {
    return JsonFields.of(ends.get(id)).text("state").equals("succeeded");
  }

  private static String request(boolean goesOn) {
    return "{\"prompt\": \"%s\", \"mode\": \"auto\", \"on_restart\": \"%s\"}"
        .formatted(WORK, goesOn ? "continue" : "interrupt");
  }

  private void noteEnds(List<String> all, Map<String, JsonObject> ends)
      throws IOException, InterruptedException {
    for (String id : all) {
      if (!ends.containsKey(id) && isOver(id)) {
        ends.put(id, run(id));
      }
    }
  }

  @Test
  void theCommandLineRunsAtAServerAndAlone() throws Exception {
    Finished there =
        goosed(Map.of("GANDER_SERVER", server.address(), "GANDER_KEY", "key"), "run", "!say there");
    Finished alone = goosed(Map.of(), "run", "--output", "json", "!say alone");
    Finished failed = goosed(Map.of(), "run", "!error 400 bad");
    Finished late = goosed(Map.of(), "run", "--timeout", "1", "!hang");
    Finished misuse = goosed(Map.of(), "run", "--colour", "x");

    assertEquals(new Finished(0, "there\n"), there);
    assertEquals(0, alone.code());
    assertEquals(
        "alone",
        ((JsonObject) JsonText.parse(alone.out()))
            .object("result")
            .flatMap(result -> result.text("text"))
            .orElseThrow());
    assertEquals(List.of(1, 3, 2), List.of(failed.code(), late.code(), misuse.code()));
  }

  private record Finished(int code, String out) {}

  private Finished goosed(Map<String, String> variables, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(NodeTools.IMAGE.resolve("bin/goosed").toString());
    command.addAll(List.of(arguments));
    Process process = ImageServer.process(root, variables, command);
    process.getOutputStream().close();
    try (InputStream out = process.getInputStream()) {
      Thread.ofVirtual().start(() -> process.errorReader().lines().forEach(_ -> {}));
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(Duration.ofSeconds(30)), "goosed run ends");
      return new Finished(process.exitValue(), said);
    }
  }
}
