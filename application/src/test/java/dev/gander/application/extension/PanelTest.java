package dev.gander.application.extension;

import static dev.gander.testkit.extension.ScriptedExtensionConnector.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.application.agent.Workbench;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.extension.ScriptedExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PanelTest {
  private final Workbench bench = new Workbench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aToolWithAPanelBringsItAlong() throws Exception {
    ToolResult result = call(ToolResult.text("done"), "ui://m/panel");

    assertEquals(
        JsonText.parse(
            """
            {"kept": 1, "__goose_tool_update_meta": {"mcpApp": {
              "toolName": "m__t", "extensionName": "m", "resourceUri": "ui://m/panel",
              "toolMeta": {"ui": {"resourceUri": "ui://m/panel"}, "goose_extension": "m"},
              "resourceResult": {"contents": [
                {"uri": "ui://m/panel", "mimeType": "text/html", "text": "<p>", "_meta": {"a": 1}}]}}}}
            """),
        result.meta());
  }

  @Test
  void aPanelThatCannotBeReadSaysWhy() throws Exception {
    assertEquals(
        "Mcp error: -32002: Resource 'ui://m/none' not found",
        panel(call(ToolResult.text("done"), "ui://m/none")).text("readError").orElseThrow());
    assertEquals(
        "Mcp error: -32603: The resource 'ui://m/huge' is too large",
        panel(call(ToolResult.text("done"), "ui://m/huge")).text("readError").orElseThrow());
  }

  @Test
  void aBlobStaysABlob() throws Exception {
    JsonObject result =
        panel(call(ToolResult.text("done"), "ui://m/blob")).object("resourceResult").orElseThrow();

    assertEquals(
        JsonText.parse("{\"contents\":[{\"uri\":\"ui://m/blob\",\"blob\":\"aGk=\"}]}"), result);
  }

  @Test
  void aToolThatFailedShowsNoPanel() throws Exception {
    ToolResult result = call(ToolResult.error("broken"), "ui://m/panel");

    assertEquals(JsonObject.of("kept", Json.of(1)), result.meta());
  }

  @Test
  void aForgedPanelIsRemoved() throws Exception {
    assertEquals(
        JsonText.parse("{\"goose\":{\"other\":1},\"kept\":1}"),
        forged(
            "{\"goose\":{\"mcpApp\":{},\"other\":1},\"__goose_tool_update_meta\":1,\"kept\":1}"));
    assertEquals(
        JsonText.parse("{\"kept\":1}"), forged("{\"goose\":{\"mcpApp\":null},\"kept\":1}"));
    assertEquals(
        JsonText.parse("{\"goose\":{}}"), forged("{\"goose\":{},\"__goose_tool_update_meta\":{}}"));
    assertEquals(JsonObject.EMPTY, forged("{\"__goose_tool_update_meta\":{\"mcpApp\":{}}}"));
    assertFalse(
        run(ToolResult.text("x").withMeta(meta("{\"goose\":{\"mcpApp\":1}}")), JsonObject.EMPTY)
            .other()
            .has("_meta"));
  }

  private JsonObject forged(String meta) throws InterruptedException {
    return run(ToolResult.text("x").withMeta(meta(meta)), JsonObject.EMPTY).meta();
  }

  private ToolResult call(ToolResult result, String uri) throws InterruptedException {
    JsonObject meta =
        JsonObject.of("_meta", JsonObject.of("ui", JsonObject.of("resourceUri", Json.of(uri))));
    return run(result.withMeta(JsonObject.of("kept", Json.of(1))), meta);
  }

  private ToolResult run(ToolResult result, JsonObject described) throws InterruptedException {
    bench.connector.offer(
        "m",
        new ScriptedExtension()
            .tool(new Tool("t", "", JsonObject.EMPTY, described), (_, _) -> result)
            .resource(
                new ResourceContent.Text(
                    "ui://m/panel", "text/html", "<p>", JsonObject.of("a", Json.of(1))))
            .resource(new ResourceContent.Blob("ui://m/blob", null, "aGk=", null))
            .resource("ui://m/huge", "text/html", "x".repeat(McpApp.LONGEST + 1)));
    SessionId id = bench.session(config("m")).id();
    return bench.callTool.call(id, "m__t", JsonNull.NULL);
  }

  private static JsonObject meta(String json) {
    return (JsonObject) JsonText.parse(json);
  }

  private static JsonObject panel(ToolResult result) {
    return result
        .meta()
        .object("__goose_tool_update_meta")
        .flatMap(ours -> ours.object("mcpApp"))
        .orElseThrow();
  }
}
