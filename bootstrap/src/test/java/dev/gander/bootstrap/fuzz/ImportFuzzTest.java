package dev.gander.bootstrap.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Exports and transcripts that somebody has spoilt.
class ImportFuzzTest {
  private static final Path SAMPLES = Path.of("..", "contract", "samples");
  private static final Set<String> OF_THE_STORE = Set.of("id", "created_at", "updated_at");

  private static FuzzServer server;

  @BeforeContainer
  static void start() {
    server = new FuzzServer();
  }

  /// Nothing that was imported hinders those who look at all sessions.
  @AfterContainer
  static void stop() {
    try {
      FuzzServer.expect(200, server.get("/sessions"));
      FuzzServer.expect(200, server.get("/sessions/insights"));
      FuzzServer.expect(200, server.get("/sessions/search?query=hello&limit=50"));
    } finally {
      server.close();
    }
  }

  @Property
  void anImportIsStoredWhollyOrNotAtAll(@ForAll("documents") String document) {
    List<Integer> before = server.rows();

    HttpResponse<String> answer = server.importing(document);

    FuzzServer.assertProper(answer.statusCode(), answer.body(), Set.of(200, 400));
    if (answer.statusCode() == 200) {
      JsonObject session = FuzzServer.object(answer.body());
      int messages = session.array("conversation").orElse(JsonArray.EMPTY).items().size();
      assertEquals(List.of(before.get(0) + 1, before.get(1) + messages), server.rows());
      assertComesBack(session);
      assertIsUsable(session.text("id").orElseThrow());
    } else {
      assertEquals(before, server.rows());
    }
  }

  @Property
  void aBodyIsRefusedOrUnderstood(@ForAll("bodies") String body) {
    List<Integer> before = server.rows();

    HttpResponse<String> answer = server.post("/sessions/import", body);

    FuzzServer.assertProper(answer.statusCode(), answer.body(), Set.of(200, 400, 422));
    assertEquals(answer.statusCode() == 200, !before.equals(server.rows()));
  }

  /// What was stored is what was answered, and its export becomes the same again.
  private static void assertComesBack(JsonObject session) {
    String id = session.text("id").orElseThrow();
    assertEquals(session, FuzzServer.object(FuzzServer.expect(200, server.get("/sessions/" + id))));
    JsonObject again =
        FuzzServer.object(FuzzServer.expect(200, server.importing(server.export(id))));
    assertEquals(session.without(OF_THE_STORE), again.without(OF_THE_STORE));
  }

  /// A client can go on with it.
  private static void assertIsUsable(String id) {
    FuzzServer.expect(200, server.get("/sessions/" + id + "/extensions"));
    String resume = "{\"session_id\":\"%s\",\"load_model_and_extensions\":true}".formatted(id);
    FuzzServer.expect(200, server.post("/agent/resume", resume));
    FuzzServer.assertAnswered(
        server.post(
            "/reply",
            """
            {"session_id":"%s","user_message":{"role":"user","created":1,
            "content":[{"type":"text","text":"!say yes"}],
            "metadata":{"userVisible":true,"agentVisible":true}}}"""
                .formatted(id)));
    FuzzServer.expect(200, server.post("/agent/stop", "{\"session_id\":\"%s\"}".formatted(id)));
  }

  @Provide
  static Arbitrary<String> documents() throws IOException {
    return Mutation.of(
        List.of(
            EXPORT,
            sample("goose-1.52-session-export.json"),
            sample("handmade-1.26-session-export.json"),
            sample("handmade-claude-code.jsonl"),
            sample("handmade-codex.jsonl"),
            sample("handmade-pi.jsonl")));
  }

  @Provide
  static Arbitrary<String> bodies() {
    return Mutation.of(
        List.of(
            "{\"json\":\"{\\\"id\\\":\\\"x\\\",\\\"working_dir\\\":\\\"/w\\\","
                + "\\\"name\\\":\\\"n\\\",\\\"created_at\\\":\\\"2026-01-01T00:00:00Z\\\","
                + "\\\"updated_at\\\":\\\"2026-01-01T00:00:00Z\\\","
                + "\\\"extension_data\\\":{},\\\"message_count\\\":0}\",\"more\":[]}"));
  }

  private static String sample(String name) throws IOException {
    return Files.readString(SAMPLES.resolve(name));
  }

  private static final String EXPORT =
      """
      {"id":"x","working_dir":"/w","name":"n","user_set_name":true,"session_type":"user",
      "created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z","message_count":3,
      "extension_data":{"todo.v0":{"content":"c"}},"total_tokens":3,"accumulated_cost":0.5,
      "usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3},"schedule_id":"s",
      "recipe":{"title":"t","description":"d","instructions":"i","parameters":[]},
      "user_recipe_values":{"a":"b"},"model_config":{"model_name":"m","toolshim":false},
      "goose_mode":"auto","archived_at":"2026-01-02T00:00:00Z","conversation":[
      {"id":"m1","role":"user","created":1772359200,"content":[{"type":"text","text":"hi"},
      {"type":"image","data":"QQ==","mimeType":"image/png"}],
      "metadata":{"userVisible":true,"agentVisible":true,"later":1}},
      {"role":"assistant","created":1772359201,"content":[
      {"type":"thinking","thinking":"t","signature":"s"},{"type":"redactedThinking","data":"d"},
      {"type":"toolRequest","id":"c","toolCall":{"status":"success",
      "value":{"name":"n","arguments":{"a":[1,{"b":null}]}}},"_meta":{"x":1}},
      {"type":"systemNotification","notificationType":"inlineMessage","msg":"m"},
      {"type":"reasoning","text":"old"},{"type":"conversationCompacted"},{"type":"future","x":1}]},
      {"role":"user","created":1772359202,"content":[{"type":"toolResponse","id":"c",
      "toolResult":{"status":"success","value":{"content":[{"type":"text","text":"r"}],
      "structuredContent":{"k":[]},"isError":false}}},{"type":"toolResponse","id":"d",
      "toolResult":{"status":"error","error":"-32603: e"}},{"type":"actionRequired","data":
      {"actionType":"elicitation","id":"e","message":"m","requested_schema":{}}}]}]}""";
}
