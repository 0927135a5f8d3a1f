package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.run.RunState;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs of the image, its death included.
class RunsIT {
  private static final String RUNS = "/gander/v1/runs";

  @TempDir Path root;
  private ImageServer server;

  @BeforeEach
  void start() throws IOException {
    server = image();
  }

  private ImageServer image() throws IOException {
    return ImageServer.start(root, Map.of("GANDER_KEEP_APPROVALS", "on"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonFields run(String id) throws IOException, InterruptedException {
    return JsonFields.of(server.get(RUNS + "/" + id));
  }

  private void awaitState(String run, RunState state) throws Exception {
    Eventually.holds(() -> run(run).text("state").equals(state.wire()));
  }

  /// Each as it goes on by itself, its call not being made before it is allowed.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void runsThatWaitForAPersonOutliveTheirServer(boolean isKilled) throws Exception {
    String allowed = asking("allowed");
    String denied = asking("denied");
    String cancelled = asking("cancelled");
    String talkedTo = asking("talked");
    for (String run : List.of(allowed, denied, cancelled, talkedTo)) {
      awaitState(run, RunState.WAITING);
    }
    if (isKilled) {
      server.kill();
    } else {
      server.close();
    }
    server = image();

    for (String run : List.of(allowed, denied, cancelled, talkedTo)) {
      String session = run(run).text("session_id");
      Eventually.holds(
          () -> ImageServer.log(root).contains("session " + session + ": its run waits again"));
      assertEquals(RunState.WAITING.wire(), run(run).text("state"));
    }
    assertEquals(Set.of(allowed, denied, cancelled, talkedTo), asked().keySet());
    assertEquals(200, answer(asked().get(allowed), "allow_once"));
    assertEquals(200, answer(asked().get(denied), "deny_once"));
    assertEquals(200, server.send("POST", RUNS + "/" + cancelled + "/cancel", "").statusCode());
    String session = run(talkedTo).text("session_id");
    server.resume(session);
    assertTrue(server.reply(session, "!say never mind").count() > 1);

    awaitState(allowed, RunState.SUCCEEDED);
    awaitState(denied, RunState.SUCCEEDED);
    awaitState(cancelled, RunState.CANCELLED);
    awaitState(talkedTo, RunState.FAILED);
    Eventually.holds(() -> asked().isEmpty());
    assertEquals("x\n", Files.readString(root.resolve("allowed")));
    for (String name : List.of("denied", "cancelled", "talked")) {
      assertFalse(Files.exists(root.resolve(name)), name);
    }
    assertEquals(
        1,
        run(allowed)
            .object()
            .object("result")
            .orElseThrow()
            .array("asked")
            .orElseThrow()
            .items()
            .size());
  }

  private String asking(String file) throws IOException, InterruptedException {
    String request =
        """
        {"prompt": "!tool shell {\\"command\\": \\"echo x >> %s\\"}\\n---\\n!say all done",
         "mode": "approve", "folder": "%s"}"""
            .formatted(file, root);
    HttpResponse<String> answer = server.send("POST", RUNS, request);
    assertEquals(202, answer.statusCode(), answer::body);
    return JsonFields.of(JsonText.parse(answer.body())).text("id");
  }

  /// The open questions, by their runs.
  private Map<String, String> asked() throws IOException, InterruptedException {
    return server.get("/gander/v1/approvals").array("approvals").orElseThrow().items().stream()
        .map(JsonFields::of)
        .collect(Collectors.toMap(it -> it.text("request_id"), it -> it.text("id")));
  }

  private int answer(String question, String action) throws IOException, InterruptedException {
    String body = "{\"action\": \"%s\"}".formatted(action);
    return server.send("POST", "/gander/v1/approvals/" + question, body).statusCode();
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
