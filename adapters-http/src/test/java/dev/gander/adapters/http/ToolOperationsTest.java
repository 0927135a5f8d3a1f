package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertEmpty;
import static dev.gander.adapters.http.RunningApi.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.extension.ScriptedExtension;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tools, resources and extensions of an agent.
class ToolOperationsTest {
  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void toolsAreListedAndCalledWithBothSpellingsOfAResult() {
    JsonObject schema =
        JsonObject.of(
            "properties",
            JsonObject.builder().put("b", JsonObject.EMPTY).put("a", JsonObject.EMPTY).build());
    api.backend.connector.offer(
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
    String id = api.session("ext");
    api.server.post(
        "/agent/resume", "{\"session_id\":\"" + id + "\",\"load_model_and_extensions\":true}");
    assertEquals(
        "[{\"name\":\"ext__bad\",\"description\":\"bad\",\"parameters\":[],\"permission\":null,",
        api.server
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
    assertEquals(400, call(id, "ext__never-listed", "{}").statusCode());
    assertEquals(
        422,
        api.server
            .post("/agent/call_tool", "{\"session_id\":\"" + id + "\",\"name\":\"ext__bad\"}")
            .statusCode());
    assertEquals(400, api.server.get("/agent/tools").statusCode());
  }

  private HttpResponse<String> call(String session, String tool, String arguments) {
    return api.server.post(
        "/agent/call_tool",
        "{\"session_id\":\"%s\",\"name\":\"%s\",\"arguments\":%s}"
            .formatted(session, tool, arguments));
  }

  @Test
  void aToolForTheModelOnlyIsForbidden() {
    JsonObject meta =
        JsonObject.of(
            "_meta",
            JsonObject.of("ui", JsonObject.of("visibility", JsonArray.ofTexts(List.of("model")))));
    api.backend.connector.offer(
        "ext",
        new ScriptedExtension()
            .tool(
                new Tool("secret", "", JsonObject.EMPTY, meta),
                (_, _) -> ToolResult.text("never")));
    String id = api.session("ext");
    assertError(
        403, "Tool 'ext__secret' cannot be called by the app", call(id, "ext__secret", "{}"));
  }

  @Test
  void aToolOfTheFrontendIsNotRunHere() {
    String id = api.session();
    String frontend =
        "{\"type\":\"frontend\",\"name\":\"f\",\"description\":\"\",\"tools\":"
            + "[{\"name\":\"draw\",\"inputSchema\":{}}]}";
    assertEmpty(
        api.server.post(
            "/agent/add_extension", "{\"session_id\":\"" + id + "\",\"config\":" + frontend + "}"));
    assertEquals(424, call(id, "draw", "{}").statusCode());
  }

  @Test
  void extensionsAreAddedAndRemoved() {
    api.backend.connector.offer("ext", new ScriptedExtension()).refuse("bad", "it died");
    String id = api.session();
    String begin = "{\"session_id\":\"" + id + "\",";
    assertEmpty(
        api.server.post(
            "/agent/add_extension", begin + "\"config\":" + RunningApi.stdio("ext") + "}"));
    assertTrue(
        api.server.get("/sessions/" + id + "/extensions").body().contains("\"name\":\"ext\""));
    assertError(
        424,
        "Failed to add extension: it died",
        api.server.post(
            "/agent/add_extension", begin + "\"config\":" + RunningApi.stdio("bad") + "}"));
    assertEmpty(api.server.post("/agent/remove_extension", begin + "\"name\":\"EXT\"}"));
    assertEmpty(api.server.post("/agent/remove_extension", begin + "\"name\":\"never\"}"));
    assertEquals("{\"extensions\":[]}", api.server.get("/sessions/" + id + "/extensions").body());
  }

  @Test
  void aResourceIsRead() {
    api.backend.connector.offer(
        "ext", new ScriptedExtension().resource("ui://a", "text/html", "<p>"));
    String id = api.session("ext");
    String body = "{\"session_id\":\"" + id + "\",\"extension_name\":\"%s\",\"uri\":\"%s\"}";
    assertEquals(
        "{\"uri\":\"ui://a\",\"mimeType\":\"text/html\",\"text\":\"<p>\"}",
        api.server.post("/agent/read_resource", body.formatted("EXT", "ui://a")).body());
    assertEquals(
        404, api.server.post("/agent/read_resource", body.formatted("ext", "ui://b")).statusCode());
    assertEquals(
        404, api.server.post("/agent/read_resource", body.formatted("no", "ui://a")).statusCode());
  }

  @Test
  void aBlobIsReadAsATextWithWhatTheExtensionAdds() {
    JsonObject meta = JsonObject.of("ui", JsonObject.of("prefersBorder", Json.of(true)));
    api.backend.connector.offer(
        "ext",
        new ScriptedExtension()
            .resource(new ResourceContent.Blob("ui://a", null, "PHA+", meta))
            .resource(new ResourceContent.Blob("ui://b", null, "/w==", null)));
    String id = api.session("ext");
    String body = "{\"session_id\":\"" + id + "\",\"extension_name\":\"ext\",\"uri\":\"%s\"}";

    assertEquals(
        "{\"uri\":\"ui://a\",\"text\":\"<p>\",\"_meta\":{\"ui\":{\"prefersBorder\":true}}}",
        api.server.post("/agent/read_resource", body.formatted("ui://a")).body());
    assertError(
        500,
        "Resource 'ui://b' is no text",
        api.server.post("/agent/read_resource", body.formatted("ui://b")));
  }
}
