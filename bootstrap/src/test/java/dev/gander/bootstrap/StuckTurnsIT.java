package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Turns whose model, tool or extension gets stuck, in the image with a short deadline for that
/// alone, since on a busy machine another one might pass before: each ends by itself, and says
/// which deadline passed.
class StuckTurnsIT {
  @TempDir static Path root;

  private static StuckModel model;
  private static ImageServer server;

  private final List<String> limits = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    model = new StuckModel();
    server = ImageServer.start(root, model.environment());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    model.close();
  }

  private void limit(String key, int seconds) throws Exception {
    limits.add(key);
    change(
        "upsert", "{\"key\": \"%s\", \"value\": %d, \"is_secret\": false}".formatted(key, seconds));
  }

  @AfterEach
  void forgetLimits() throws Exception {
    for (String key : limits) {
      change("remove", "{\"key\": \"%s\", \"is_secret\": false}".formatted(key));
    }
  }

  private static void change(String how, String body) throws Exception {
    HttpResponse<String> answer = server.send("POST", "/config/" + how, body);
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void aModelThatNeverSendsAHead() throws Exception {
    limit("GANDER_MODEL_HEAD_TIMEOUT", 1);
    model.behave((stuck, _, _) -> stuck.hang());

    assertLate("the model sent no response head within 1 s (GANDER_MODEL_HEAD_TIMEOUT)");
  }

  @Test
  void aModelThatSendsCommentsOnly() throws Exception {
    limit("GANDER_MODEL_FIRST_EVENT_TIMEOUT", 1);
    model.behave((stuck, exchange, _) -> stuck.repeat(stuck.stream(exchange), ": here\n\n"));

    assertLate("no event with data within 1 s (GANDER_MODEL_FIRST_EVENT_TIMEOUT)");
  }

  @Test
  void aModelThatSendsAHeadAndNothingElse() throws Exception {
    limit("GANDER_MODEL_FIRST_EVENT_TIMEOUT", 1);
    model.behave(
        (stuck, exchange, _) -> {
          stuck.stream(exchange, "");
          stuck.hang();
        });

    assertLate("no event with data within 1 s (GANDER_MODEL_FIRST_EVENT_TIMEOUT)");
  }

  @Test
  void aModelThatStopsInTheMiddle() throws Exception {
    limit("GOOSE_STREAM_TIMEOUT", 1);
    model.behave(
        (stuck, exchange, _) -> {
          stuck.stream(exchange, StuckModel.WORD);
          stuck.hang();
        });

    assertLate("the model sent nothing for 1 s (GOOSE_STREAM_TIMEOUT)");
  }

  @Test
  void aModelThatKeepsTheConnectionAliveInTheMiddle() throws Exception {
    limit("GANDER_MODEL_EVENT_TIMEOUT", 1);
    model.behave(
        (stuck, exchange, _) ->
            stuck.repeat(stuck.stream(exchange, StuckModel.WORD), ": still here\n\n"));

    assertLate("the model sent no event with data for 1 s (GANDER_MODEL_EVENT_TIMEOUT)");
  }

  private static void assertLate(String why) throws Exception {
    String told = turn(server.newSession(root), "Go");

    assertTrue(told.contains("Request timed out — "), told);
    assertTrue(told.contains(why), told);
    assertTrue(told.contains("\"type\":\"Finish\""), told);
    assertEquals(1, model.asked(), "a passed deadline is not tried again");
  }

  @Test
  void aCompactionThatHangs() throws Exception {
    limit("GANDER_COMPACTION_TIMEOUT", 1);
    String session = server.newSession(root);
    model.behave(
        (stuck, exchange, _) -> stuck.stream(exchange, StuckModel.WORD, "data: [DONE]\n\n"));
    turn(session, "Go");
    model.behave((stuck, exchange, _) -> stuck.repeat(stuck.stream(exchange), StuckModel.WORD));

    String told = turn(session, "/compact");

    assertTrue(
        told.contains("the conversation was not summed up within 1 s (GANDER_COMPACTION_TIMEOUT)"),
        told);
    assertTrue(told.contains("\"type\":\"Finish\""), told);
  }

  @Test
  void tenThousandCallsInOneAnswer() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/sh")), "needs a shell");
    Path ran = root.resolve("ran");
    model.behave(StuckModel.calling(10_000, "shell", "{\"command\":\"echo x >> " + ran + "\"}"));

    String told = turn(server.newSession(root), "Go");

    assertEquals(100, Files.readAllLines(ran).size());
    assertEquals(9_900, told.split("This call was not run", -1).length - 1);
    assertTrue(told.contains("GANDER_MAX_TOOL_CALLS"), "the limit is named");
    assertTrue(told.contains("\"word\""), "the turn goes on");
    assertEquals(2, model.asked());
  }

  /// Meanwhile the log and the diagnostics say where the turn stands.
  @Test
  void aToolThatHangs() throws Exception {
    limit("GANDER_STUCK_TURN_AFTER", 1);
    // Until then somebody has to have looked.
    limit("GANDER_TOOL_TIMEOUT", 15);
    model.behave(StuckModel.calling(1, "shell", "{\"command\":\"sleep 1000\"}"));
    String session = server.newSession(root);
    CompletableFuture<String> turn = CompletableFuture.supplyAsync(() -> turn(session, "Go"));
    Eventually.holds(() -> ImageServer.log(root).contains(": running tools (shell) for "));

    HttpResponse<String> diagnostics =
        server.send("GET", "/diagnostics/" + session + "?level=full", "");
    String told = turn.join();

    assertTrue(
        diagnostics.body().contains("a turn does not get on: session " + session),
        "diagnostics: " + ((JsonObject) JsonText.parse(diagnostics.body())).get("errors"));
    assertTrue(told.contains("The tool did not end within 15 s (GANDER_TOOL_TIMEOUT)"), told);
    assertTrue(told.contains("\"word\""), told);
  }

  @Test
  void anExtensionThatNeverAnswersTheGreeting() throws Exception {
    String session = server.newSession(root);

    HttpResponse<String> answer =
        server.send(
            "POST",
            "/agent/add_extension",
            """
            {"session_id": "%s", "config": {"type": "stdio", "name": "mute", "description": "",
             "cmd": "sleep", "args": ["1000"], "timeout": 1}}"""
                .formatted(session));

    assertEquals(424, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("GANDER_EXTENSION_START_TIMEOUT"), answer.body());
  }

  /// All events of a turn, one below the other.
  private static String turn(String session, String text) {
    try (Stream<JsonObject> events = server.reply(session, text)) {
      return events.map(JsonText::write).collect(Collectors.joining("\n"));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
