package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.extension.ScriptedExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each operation with the request and the answer that goosed's clients know.
class OperationsTest {
  private static final String STDIO =
      "{\"type\":\"stdio\",\"name\":\"%s\",\"cmd\":\"x\",\"args\":[],\"description\":\"\"}";

  private final Backend backend = new Backend().withModel();
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(Operations.all(backend.useCases()));
  }

  @AfterEach
  void stop() {
    server.close();
    backend.close();
  }

  private static JsonObject object(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("application/json", answer.headers().firstValue("content-type").get());
    return (JsonObject) JsonText.parse(answer.body());
  }

  private static void assertEmpty(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("", answer.body());
    assertEquals("0", answer.headers().firstValue("content-length").get());
  }

  private static void assertError(int status, String message, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(
        JsonObject.of("message", Json.of(message)), JsonText.parse(answer.body()));
  }

  private String session(String... extensions) {
    String body =
        "{\"working_dir\":\"/work\",\"extension_overrides\":["
            + String.join(",", List.of(extensions).stream().map(STDIO::formatted).toList())
            + "]}";
    return object(server.post("/agent/start", body)).text("id").orElseThrow();
  }

  private HttpResponse<String> put(String path, String json) {
    return server.send(
        server
            .request(path)
            .header("content-type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  @Test
  void featuresNeedNoKey() {
    assertEquals(
        "{\"features\":{\"code-mode\":false,\"local-inference\":false}}",
        server.get("/features").body());
  }

  @Test
  void theSystemIsDescribed() {
    JsonObject info = object(server.get("/system_info"));
    assertEquals("1.2.3", info.text("app_version").get());
    assertEquals("linux", info.text("os").get());
    assertEquals("6.1", info.text("os_version").get());
    assertEquals("x86_64", info.text("architecture").get());
    assertEquals("scripted", info.text("provider").get());
    assertEquals("small", info.text("model").get());
    assertTrue(info.array("enabled_extensions").get().items().contains(Json.of("developer")));
  }

  @Test
  void aSessionStartsEmptyAndIsListedReadRenamedAndDeleted() {
    String id = session();
    JsonObject read = object(server.get("/sessions/" + id));
    assertEquals("New Chat", read.text("name").get());
    assertEquals("/work", read.text("working_dir").get());
    assertEquals(JsonArray.EMPTY, read.get("conversation"));
    assertEmpty(put("/sessions/" + id + "/name", "{\"name\":\" Gänse \"}"));
    JsonObject listed =
        (JsonObject) object(server.get("/sessions")).array("sessions").get().items().getFirst();
    assertEquals("Gänse", listed.text("name").get());
    assertEquals("null", JsonText.write(listed.get("conversation")));
    assertEmpty(server.method("DELETE", "/sessions/" + id));
    assertEquals("{\"sessions\":[]}", server.get("/sessions").body());
    assertError(404, "Session not found", server.get("/sessions/" + id));
    assertError(404, "Session not found", server.method("DELETE", "/sessions/" + id));
    assertError(404, "Session not found", put("/sessions/" + id + "/name", "{\"name\":\"x\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "x123456789"})
  void aNameMustNotBeBlankOrTooLong(String name) {
    String id = session();
    String given = name.isBlank() ? name : name.repeat(21);
    assertEquals(400, put("/sessions/" + id + "/name", "{\"name\":\"" + given + "\"}").statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 422",
        "{\"working_dir\":5} | 422",
        "{\"working_dir\":\"/\",\"extension_overrides\":{}} | 422",
        "{\"working_dir\":\"/\",\"extension_overrides\":[{\"type\":\"bogus\",\"name\":\"x\"}]} | 422",
        "{\"working_dir\":\"/\",\"extension_overrides\":[{\"type\":\"stdio\",\"name\":\"x\"}]} | 422",
        "{\"working_dir\":\"/\",\"recipe\":{}} | 422",
        "{\"working_dir\":\"/\",\"recipe\":\"x\"} | 422",
        "{\"working_dir\":\"/\",\"recipe\":{\"title\":\"t\",\"description\":\"d\"}} | 400"
      })
  void aSessionThatMakesNoSenseIsNotStarted(String body, int status) {
    assertEquals(status, server.post("/agent/start", body).statusCode());
    assertEquals("{\"sessions\":[]}", server.get("/sessions").body());
  }

  @Test
  void resumingTellsHowEachExtensionDid() {
    backend.connector.offer("good", new ScriptedExtension()).refuse("bad", "no such program");
    String id = session("good", "bad");
    JsonObject shown =
        object(
            server.post(
                "/agent/resume",
                "{\"session_id\":\"" + id + "\",\"load_model_and_extensions\":false}"));
    assertEquals(List.of("session"), List.copyOf(shown.members().keySet()));
    JsonObject loaded =
        object(
            server.post(
                "/agent/resume",
                "{\"session_id\":\"" + id + "\",\"load_model_and_extensions\":true}"));
    assertEquals(
        "[{\"name\":\"good\",\"success\":true},"
            + "{\"name\":\"bad\",\"success\":false,\"error\":\"no such program\"}]",
        JsonText.write(loaded.get("extension_results")));
    assertEquals(
        "{\"extension_results\":[{\"name\":\"good\",\"success\":true}]}",
        server.post("/agent/restart", "{\"session_id\":\"" + id + "\"}").body());
  }

  @Test
  void whatNeedsASessionSaysThatThereIsNone() {
    String nope = "{\"session_id\":\"nope\"";
    assertError(
        404,
        "Failed to resume session: Session not found",
        server.post("/agent/resume", nope + ",\"load_model_and_extensions\":true}"));
    assertError(
        404, "Failed to get session: Session not found", server.post("/agent/restart", nope + "}"));
    assertError(
        404,
        "Failed to stop agent for session nope: Session nope not found",
        server.post("/agent/stop", nope + "}"));
    assertError(
        500,
        "Failed to get session: Session not found",
        server.post("/agent/update_from_session", nope + "}"));
    assertError(
        404,
        "Failed to update working directory: Session not found: nope",
        server.post("/agent/update_working_dir", nope + ",\"working_dir\":\"/\"}"));
    assertError(404, "Session not found", server.get("/sessions/nope/extensions"));
    assertEquals(
        404,
        server
            .post("/agent/call_tool", nope + ",\"name\":\"x\",\"arguments\":{}}")
            .statusCode());
  }

  @Test
  void anAgentIsStoppedOnce() {
    String body = "{\"session_id\":\"" + session() + "\"}";
    assertEmpty(server.post("/agent/update_from_session", body));
    assertEmpty(server.post("/agent/stop", body));
    assertEquals(404, server.post("/agent/stop", body).statusCode());
  }

  @Test
  void modelModeAndFolderOfASessionAreChanged() {
    String id = session();
    String begin = "{\"session_id\":\"" + id + "\",";
    assertEmpty(
        server.post(
            "/agent/update_provider",
            begin + "\"provider\":\"scripted\",\"model\":\"big\",\"context_limit\":9}"));
    assertError(
        400,
        "Unknown provider: nosuch",
        server.post("/agent/update_provider", begin + "\"provider\":\"nosuch\"}"));
    assertEquals(
        422,
        server
            .post("/agent/update_provider", begin + "\"provider\":\"x\",\"context_limit\":-1}")
            .statusCode());
    assertEmpty(server.post("/agent/update_session", begin + "\"goose_mode\":\"chat\"}"));
    assertEmpty(server.post("/agent/update_session", "{\"session_id\":\"unknown\"}"));
    assertError(
        400,
        "Invalid mode: CHAT",
        server.post("/agent/update_session", begin + "\"goose_mode\":\"CHAT\"}"));
    assertEmpty(server.post("/agent/update_working_dir", begin + "\"working_dir\":\" / \"}"));
    assertError(
        400,
        "Working directory cannot be empty",
        server.post("/agent/update_working_dir", begin + "\"working_dir\":\" \"}"));
    JsonObject session = object(server.get("/sessions/" + id));
    assertEquals("scripted", session.text("provider_name").get());
    assertEquals("big", session.object("model_config").get().text("model_name").get());
    assertEquals("chat", session.text("goose_mode").get());
    assertEquals("/", session.text("working_dir").get());
  }

  @Test
  void toolsAreListedAndCalledWithBothSpellingsOfAResult() {
    JsonObject schema =
        JsonObject.of(
            "properties",
            JsonObject.builder().put("b", JsonObject.EMPTY).put("a", JsonObject.EMPTY).build());
    backend.connector.offer(
        "ext",
        new ScriptedExtension()
            .tool(
                new Tool("fetch", "Fetches", schema, JsonObject.EMPTY),
                (_, _) ->
                    new ToolResult(
                        ToolResult.text("done").content(),
                        JsonObject.of("n", Json.of(1)),
                        null,
                        JsonObject.of("_meta", JsonObject.of("m", Json.of(2)))))
            .tool("bad", (_, _) -> ToolResult.error("broken")));
    String id = session("ext");
    server.post("/agent/resume", "{\"session_id\":\"" + id + "\",\"load_model_and_extensions\":true}");
    assertEquals(
        "[{\"name\":\"ext__bad\",\"description\":\"bad\",\"parameters\":[],\"permission\":null,",
        server
            .get("/agent/tools?session_id=" + id + "&extension_name=ext")
            .body()
            .replaceFirst("\"input_schema.*", "")
            .replaceFirst("\"description\":\"[^\"]*\"", "\"description\":\"bad\""));
    assertEquals(
        "{\"content\":[{\"type\":\"text\",\"text\":\"done\"}],\"structuredContent\":{\"n\":1},"
            + "\"_meta\":{\"m\":2},\"isError\":false,\"is_error\":false,"
            + "\"structured_content\":{\"n\":1}}",
        call(id, "ext__fetch", "{}").body());
    assertEquals(
        "{\"content\":[{\"type\":\"text\",\"text\":\"broken\"}],\"isError\":true,\"is_error\":true}",
        call(id, "ext__bad", "null").body());
    assertEquals(404, call(id, "none__tool", "{}").statusCode());
    assertEquals(500, call(id, "ext__never-listed", "{}").statusCode());
    assertEquals(
        422,
        server
            .post("/agent/call_tool", "{\"session_id\":\"" + id + "\",\"name\":\"ext__bad\"}")
            .statusCode());
    assertEquals(400, server.get("/agent/tools").statusCode());
  }

  private HttpResponse<String> call(String session, String tool, String arguments) {
    return server.post(
        "/agent/call_tool",
        "{\"session_id\":\"%s\",\"name\":\"%s\",\"arguments\":%s}"
            .formatted(session, tool, arguments));
  }

  @Test
  void aToolForTheModelOnlyIsForbidden() {
    JsonObject meta =
        JsonObject.of(
            "_meta",
            JsonObject.of(
                "ui",
                JsonObject.of("visibility", JsonArray.ofTexts(List.of("model")))));
    backend.connector.offer(
        "ext",
        new ScriptedExtension()
            .tool(
                new Tool("secret", "", JsonObject.EMPTY, meta),
                (_, _) -> ToolResult.text("never")));
    String id = session("ext");
    assertError(
        403, "Tool 'ext__secret' cannot be called by the app", call(id, "ext__secret", "{}"));
  }

  @Test
  void aToolOfTheFrontendIsNotRunHere() {
    String id = session();
    String frontend =
        "{\"type\":\"frontend\",\"name\":\"f\",\"description\":\"\",\"tools\":"
            + "[{\"name\":\"draw\",\"inputSchema\":{}}]}";
    assertEmpty(
        server.post(
            "/agent/add_extension",
            "{\"session_id\":\"" + id + "\",\"config\":" + frontend + "}"));
    assertEquals(424, call(id, "draw", "{}").statusCode());
  }

  @Test
  void extensionsAreAddedAndRemoved() {
    backend.connector.offer("ext", new ScriptedExtension()).refuse("bad", "it died");
    String id = session();
    String begin = "{\"session_id\":\"" + id + "\",";
    assertEmpty(
        server.post("/agent/add_extension", begin + "\"config\":" + STDIO.formatted("ext") + "}"));
    assertTrue(server.get("/sessions/" + id + "/extensions").body().contains("\"name\":\"ext\""));
    assertError(
        500,
        "Failed to add extension: it died",
        server.post("/agent/add_extension", begin + "\"config\":" + STDIO.formatted("bad") + "}"));
    assertEmpty(server.post("/agent/remove_extension", begin + "\"name\":\"EXT\"}"));
    assertEmpty(server.post("/agent/remove_extension", begin + "\"name\":\"never\"}"));
    assertEquals("{\"extensions\":[]}", server.get("/sessions/" + id + "/extensions").body());
  }

  @Test
  void aResourceIsRead() {
    backend.connector.offer(
        "ext", new ScriptedExtension().resource("ui://a", "text/html", "<p>"));
    String id = session("ext");
    String body = "{\"session_id\":\"" + id + "\",\"extension_name\":\"%s\",\"uri\":\"%s\"}";
    assertEquals(
        "{\"uri\":\"ui://a\",\"mimeType\":\"text/html\",\"text\":\"<p>\"}",
        server.post("/agent/read_resource", body.formatted("EXT", "ui://a")).body());
    assertEquals(
        404, server.post("/agent/read_resource", body.formatted("ext", "ui://b")).statusCode());
    assertEquals(
        404, server.post("/agent/read_resource", body.formatted("no", "ui://a")).statusCode());
  }

  @Test
  void settingsAreWrittenReadAndRemoved() {
    assertEquals(
        "\"Upserted key A\"",
        server
            .post("/config/upsert", "{\"key\":\"A\",\"value\":{\"x\":[1]},\"is_secret\":false}")
            .body());
    assertEquals(
        "{\"x\":[1]}", server.post("/config/read", "{\"key\":\"A\",\"is_secret\":false}").body());
    assertEquals(
        "{\"x\":[1]}",
        JsonText.write(object(server.get("/config")).object("config").get().get("A")));
    assertEquals(
        "\"Removed key A\"",
        server.post("/config/remove", "{\"key\":\"A\",\"is_secret\":false}").body());
    assertEquals(
        "\"Removed key A\"",
        server.post("/config/remove", "{\"key\":\"A\",\"is_secret\":false}").body());
    assertEquals("null", server.post("/config/read", "{\"key\":\"A\",\"is_secret\":false}").body());
    assertEquals(
        422, server.post("/config/upsert", "{\"key\":\"A\",\"is_secret\":false}").statusCode());
  }

  @Test
  void aSecretIsShownMasked() {
    server.post(
        "/config/upsert", "{\"key\":\"K\",\"value\":\"abcdefghij\",\"is_secret\":true}");
    assertEquals(
        "{\"maskedValue\":\"abcde*****\"}",
        server.post("/config/read", "{\"key\":\"K\",\"is_secret\":true}").body());
    assertEquals("null", server.post("/config/read", "{\"key\":\"none\",\"is_secret\":true}").body());
    assertEquals(
        "\"scripted\"",
        server.post("/config/read", "{\"key\":\"GOOSE_PROVIDER\",\"is_secret\":true}").body());
  }

  @Test
  void configuredExtensionsAreListedWithWarnings() {
    backend.settings.put(
        "extensions",
        JsonText.parse(
            "{\"old\":{\"type\":\"sse\",\"name\":\"old\",\"uri\":\"http://x\",\"enabled\":true}}"));
    JsonObject answer = object(server.get("/config/extensions"));
    assertEquals(
        "[\"'old': SSE is unsupported, migrate to streamable_http\"]",
        JsonText.write(answer.get("warnings")));
    JsonObject first = (JsonObject) answer.array("extensions").get().items().getFirst();
    assertEquals(
        List.of("enabled", "type", "name"),
        List.copyOf(first.members().keySet()).subList(0, 3));
  }
}
