package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Budgets of the image, with a scripted model.
class BudgetsIT {
  private static final String THREE_ROUNDS =
      """
      !tool shell {"command": "echo one"}
      ---
      !tool shell {"command": "echo two"}
      ---
      !say done""";

  @TempDir Path root;

  private ImageServer server(String budgets) throws IOException {
    return ImageServer.start(
        root, Map.of("GANDER_BUDGETS", budgets, "GOOSE_DISABLE_SESSION_NAMING", "true"));
  }

  /// A turn's events, as one text.
  private static String turn(ImageServer server, String session, String text)
      throws IOException, InterruptedException {
    try (Stream<JsonObject> events = server.reply(session, text)) {
      return events.map(JsonObject::compact).collect(Collectors.joining("\n"));
    }
  }

  private String session(ImageServer server) throws IOException, InterruptedException {
    JsonObject session =
        server.post(
            "/agent/start",
            """
            {"working_dir": "%s", "extension_overrides":
              [{"type": "platform", "name": "developer", "description": ""},
               {"type": "platform", "name": "summon", "description": ""}]}"""
                .formatted(root));
    String id = JsonFields.of(session).text("id");
    server.resume(id);
    return id;
  }

  private static JsonObject usage(ImageServer server, String group)
      throws IOException, InterruptedException {
    return (JsonObject) usages(server, group).getFirst();
  }

  private static List<Json> usages(ImageServer server, String group)
      throws IOException, InterruptedException {
    return server.get("/gander/v1/usage?group=" + group).array("usage").orElseThrow().items();
  }

  @Test
  void aTurnEndsWithItsBudgetAndSoDoesItsSubAgent() throws Exception {
    try (ImageServer server = server("{\"turn\":{\"model_calls\":2}}")) {
      String session = session(server);

      String turn = turn(server, session, THREE_ROUNDS);
      assertTrue(turn.contains("Budget spent: this turn has used 2 of 2 model calls."), turn);
      assertTrue(!turn.contains("done"), turn);

      String delegating =
          turn(
              server,
              session,
              "!tool delegate {\"instructions\": \"!tool shell {\\\"command\\\": \\\"echo deep\\\"}"
                  + "\\n---\\n!say never\"}\n---\n!say never either");
      assertTrue(delegating.contains("Delegation failed: Budget spent: this turn has"), delegating);
      assertTrue(!delegating.contains("never either\"}"), delegating);

      JsonObject used = usage(server, "session");
      assertEquals(session, used.text("group").orElseThrow());
      assertEquals(Json.of(4), used.get("model_calls"), used.compact());
      assertEquals(Json.of(4), used.get("tool_calls"), used.compact());
      // On two days, around midnight.
      assertEquals(
          4,
          usages(server, "day").stream()
              .mapToLong(day -> JsonFields.of(day).integer("model_calls"))
              .sum());
      assertEquals("scripted", usage(server, "model").text("group").orElseThrow());
    }
  }

  @Test
  void whatWasUsedAndLimitedOutlivesAKill() throws Exception {
    String session;
    try (ImageServer server = server("{}")) {
      session = session(server);
      turn(server, session, "!say one");
      server.put("/gander/v1/sessions/" + session + "/limits", "{\"model_calls\": 1}");
      assertEquals(Json.of(1), usage(server, "session").get("model_calls"));
      server.kill();
    }
    try (ImageServer server = server("{}")) {
      server.resume(session);

      String turn = turn(server, session, "!say two");

      assertTrue(turn.contains("Budget spent: this session has used 1 of 1 model call."), turn);
      assertEquals(Json.of(1), usage(server, "session").get("model_calls"));
    }
  }

  @Test
  void mistakesAreToldAtTheStartAndInTheTurn() throws Exception {
    try (ImageServer server = server("{\"turn\":{\"cost\":\"a lot\"}}")) {
      Eventually.holds(
          () -> ImageServer.log(root).contains("GANDER_BUDGETS: turn: cost must be a number"));

      String turn = turn(server, session(server), "!say one");

      assertTrue(turn.contains("Budget unknown: GANDER_BUDGETS: turn: cost must be a"), turn);
    }
  }

  @Test
  void aBrokenDatabaseOfOursDisturbsNobodyWithoutBudgets() throws Exception {
    Path own = root.resolve("data/sessions/gander.db");
    Files.createDirectories(own.getParent());
    Files.write(
        own, List.of("this is no database, and long enough to be looked at as one".repeat(99)));
    try (ImageServer server = server("{}")) {
      assertEquals("one", server.answer(session(server), "!say one"));
    }
  }
}
