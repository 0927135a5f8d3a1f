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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Twenty runs at a time, with a webhook that hears of their ends and questions, across the deaths
/// of their servers. Some go on after a restart, some ask whether their call may run.
final class RunsUnderWay implements AutoCloseable {
  private static final int AT_ONCE = 20;
  private static final String RUNS = "/gander/v1/runs";

  /// What runs do: they call a tool, which leaves a trace, and answer.
  enum Kind {
    INTERRUPTED("auto", "interrupt"),
    CONTINUED("auto", "continue"),
    ASKING("approve", "interrupt"),
    ASKING_CONTINUED("approve", "continue");

    private final String mode;
    private final String onRestart;

    Kind(String mode, String onRestart) {
      this.mode = mode;
      this.onRestart = onRestart;
    }

    boolean asks() {
      return this == ASKING || this == ASKING_CONTINUED;
    }

    String request(Path trace) {
      return """
          {"prompt": "!tool shell {\\"command\\": \\"sleep 0.2; echo x >> %s\\"}\\n---\\n!say all done",
           "mode": "%s", "on_restart": "%s", "folder": "%s"}"""
          .formatted(trace.getFileName(), mode, onRestart, trace.getParent());
    }
  }

  private final Path folder;
  private final Random random;
  private final HttpServer receiver;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private final Map<String, Path> traces = new HashMap<>();
  private final Map<String, JsonObject> ends = new HashMap<>();

  /// The questions that were seen, and those of them that were answered successfully.
  private final Map<String, Boolean> questions = new HashMap<>();

  /// What the webhook heard, by the ids of the messages.
  private final Map<String, Set<String>> told = new ConcurrentHashMap<>();

  RunsUnderWay(Path folder, long seed) throws IOException {
    this.folder = folder;
    this.random = new Random(seed);
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
  }

  void subscribe(ImageServer server) throws IOException, InterruptedException {
    var _ =
        posted(
            server,
            "/gander/v1/webhooks",
            "{\"url\": \"http://127.0.0.1:%d/hook\", \"events\": [\"run.ended\", \"approval.open\"]}"
                .formatted(receiver.getAddress().getPort()));
  }

  private static JsonObject posted(ImageServer server, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = server.send("POST", path, body);
    assertEquals(2, answer.statusCode() / 100, answer.body());
    return (JsonObject) JsonText.parse(answer.body());
  }

  /// Hands over as many runs as have ended, and answers about half of the questions, as far as the
  /// server lives.
  void goOn(ImageServer server) throws InterruptedException {
    try {
      noteEnds(server);
      while (kinds.size() - ends.size() < AT_ONCE) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        Path trace = folder.resolve("run-" + kinds.size() + ".txt");
        String id = JsonFields.of(posted(server, RUNS, kind.request(trace))).text("id");
        kinds.put(id, kind);
        traces.put(id, trace);
      }
      answer(server, 0.5);
    } catch (IOException | UncheckedIOException _) {
      // The server is dead.
    }
  }

  private void noteEnds(ImageServer server) throws IOException, InterruptedException {
    for (String id : kinds.keySet()) {
      if (!ends.containsKey(id)) {
        JsonObject run = server.get(RUNS + "/" + id);
        if (state(run).isEnd()) {
          ends.put(id, run);
        }
      }
    }
  }

  private static RunState state(JsonObject run) {
    return RunState.parse(JsonFields.of(run).text("state")).orElseThrow();
  }

  /// @param share of the open questions that are answered
  private void answer(ImageServer server, double share) throws IOException, InterruptedException {
    for (JsonObject question : asked(server)) {
      String id = JsonFields.of(question).text("id");
      questions.putIfAbsent(id, false);
      if (random.nextDouble() < share) {
        HttpResponse<String> answer =
            server.send("POST", "/gander/v1/approvals/" + id, "{\"action\": \"allow_once\"}");
        if (answer.statusCode() == 200) {
          assertEquals(false, questions.put(id, true), () -> id + " was answered twice");
        }
      }
    }
  }

  /// The open questions of runs.
  private List<JsonObject> asked(ImageServer server) throws IOException, InterruptedException {
    Set<String> ours = new HashSet<>(kinds.keySet());
    return server
        .get("/gander/v1/approvals?limit=1000")
        .array("approvals")
        .orElseThrow()
        .items()
        .stream()
        .map(JsonFields::asObject)
        .filter(question -> isOfOneOf(ours, JsonFields.of(question).text("request_id")))
        .toList();
  }

  private static boolean isOfOneOf(Set<String> runs, String request) {
    return runs.contains(request.replaceFirst("\\.[0-9]+$", ""));
  }

  /// Answers everything, waits for the ends, and looks whether each run has ended once, each
  /// message came, and each call has run as often as it may.
  void check(ImageServer server) throws Exception {
    Eventually.holds(
        () -> {
          answer(server, 1);
          noteEnds(server);
          return ends.size() == kinds.size();
        });
    for (String id : kinds.keySet()) {
      assertEquals(ends.get(id), server.get(RUNS + "/" + id), "an end that was seen stays");
      check(id);
      assertToldOnce("msg_" + id + "_ended");
    }
    for (String question : questions.keySet()) {
      assertToldOnce("msg_approval_" + question);
    }
    assertEquals(List.of(), asked(server), "all are answered");
  }

  private void assertToldOnce(String message) throws Exception {
    Eventually.holds(() -> told.containsKey(message));
    assertEquals(1, told.get(message).size(), () -> message + " has several contents");
  }

  private void check(String id) throws IOException {
    Kind kind = kinds.get(id);
    RunState state = state(ends.get(id));
    boolean isAllowed =
        state == RunState.SUCCEEDED
            || (state == RunState.INTERRUPTED && (kind != Kind.CONTINUED || attempts(id) == 5));
    assertTrue(isAllowed, () -> kind + ": " + ends.get(id));
    Path trace = traces.get(id);
    int calls = Files.exists(trace) ? Files.readAllLines(trace).size() : 0;
    assertTrue(calls <= 1, () -> kind + ": the call of " + id + " ran " + calls + " times");
  }

  private int attempts(String id) {
    return JsonFields.of(ends.get(id)).required("attempts", JsonFields::asInt);
  }

  /// How many have ended, by kind and state.
  Map<String, Integer> figures() {
    Map<String, Integer> figures = new HashMap<>();
    ends.forEach((id, run) -> figures.merge(kinds.get(id) + " " + state(run), 1, Integer::sum));
    return figures;
  }

  /// How many questions were answered.
  long answered() {
    return questions.values().stream().filter(it -> it).count();
  }

  @Override
  public void close() {
    receiver.stop(0);
  }
}
