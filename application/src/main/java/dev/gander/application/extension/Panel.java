package dev.gander.application.extension;

import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The panel of a tool: the page that clients show beside its result. A tool names it in
/// `_meta.ui.resourceUri`; it is read when the tool has succeeded, and travels in the result's
/// `_meta`. Only we may put it there.
///
/// @param tool under its public name
record Panel(String uri, Tool tool, ToolRoute.ToExtension route) {
  private static final String OURS = "__goose_tool_update_meta";
  private static final String GOOSE = "goose";
  private static final String PANEL = "mcpApp";

  /// A result with its panel, if its tool has one, and without what the extension forged.
  static ToolResult beside(ToolResult result, ToolRoute.ToExtension route, Extension extension)
      throws InterruptedException {
    ToolResult honest = result.withMeta(withoutForgeries(result.meta()));
    Optional<Panel> panel = result.failed() ? Optional.empty() : of(route);
    return panel.isPresent() ? panel.get().shownWith(honest, extension) : honest;
  }

  private static Optional<Panel> of(ToolRoute.ToExtension route) {
    Tool tool = route.listed();
    return tool == null
        ? Optional.empty()
        : tool.meta()
            .object("ui")
            .flatMap(ui -> ui.text("resourceUri"))
            .map(uri -> new Panel(uri, tool, route));
  }

  private static JsonObject withoutForgeries(JsonObject meta) {
    JsonObject rest = meta.without(Set.of(OURS));
    Optional<JsonObject> goose = rest.object(GOOSE).filter(it -> it.has(PANEL));
    if (goose.isEmpty()) {
      return rest;
    }
    JsonObject honest = goose.get().without(Set.of(PANEL));
    return honest.isEmpty() ? rest.without(Set.of(GOOSE)) : rest.with(GOOSE, honest);
  }

  private ToolResult shownWith(ToolResult result, Extension extension) throws InterruptedException {
    JsonObject.Builder panel =
        JsonObject.builder()
            .put("toolName", tool.name())
            .put("extensionName", route.extension().value())
            .put("resourceUri", uri)
            .put("toolMeta", tool.meta());
    try {
      panel.put("resourceResult", read(extension));
    } catch (ExtensionException e) {
      panel.put("readError", "Mcp error: " + e.coded());
    }
    JsonObject ours = JsonObject.of(PANEL, panel.build());
    return result.withMeta(result.meta().with(OURS, ours));
  }

  /// It is stored with each result, so that its size is limited.
  private JsonObject read(Extension extension) throws InterruptedException {
    List<ResourceContent> contents = extension.readResource(uri);
    long length = contents.stream().mapToLong(Panel::length).sum();
    if (length > McpApp.LONGEST) {
      throw new ExtensionException("The resource '" + uri + "' is too large", null);
    }
    return JsonObject.of("contents", JsonArray.of(contents, Panel::json));
  }

  private static long length(ResourceContent content) {
    return switch (content) {
      case ResourceContent.Text text -> text.text().length();
      case ResourceContent.Blob blob -> blob.data().length();
    };
  }

  private static JsonObject json(ResourceContent content) {
    String mimeType = content.mimeType();
    JsonObject.Builder json =
        JsonObject.builder()
            .put("uri", content.uri())
            .putIfPresent("mimeType", mimeType == null ? null : Json.of(mimeType));
    switch (content) {
      case ResourceContent.Text text -> json.put("text", text.text());
      case ResourceContent.Blob blob -> json.put("blob", blob.data());
    }
    return json.putIfPresent("_meta", content.meta()).build();
  }
}
