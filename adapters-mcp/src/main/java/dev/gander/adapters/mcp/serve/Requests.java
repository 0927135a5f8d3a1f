package dev.gander.adapters.mcp.serve;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolJson;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The requests that a client of a served extension may send.
record Requests(Identity identity, Extension extension) {
  private static final int UNKNOWN_METHOD = -32601;
  private static final String OLDEST_VERSION = "2024-11-05";

  /// @throws ExtensionException with the code and text of the answer
  /// @throws dev.gander.domain.json.InvalidShape if a parameter is missing or of another type
  JsonObject answer(String method, JsonObject params, ToolProgress progress)
      throws InterruptedException {
    JsonFields given = JsonFields.of(params);
    return switch (method) {
      case "initialize" -> initialize(params);
      case "ping" -> JsonObject.EMPTY;
      case "tools/list" -> JsonObject.of("tools", JsonArray.of(extension.tools(), ToolJson::write));
      case "tools/call" -> ToolJson.writeResult(extension.call(invocation(given), progress));
      case "resources/list" ->
          JsonObject.of("resources", JsonArray.of(extension.listResources(), Requests::json));
      case "resources/read" ->
          JsonObject.of(
              "contents", JsonArray.of(extension.readResource(given.text("uri")), Requests::json));
      case "resources/templates/list" -> JsonObject.of("resourceTemplates", JsonArray.EMPTY);
      case "prompts/list" -> JsonObject.of("prompts", JsonArray.EMPTY);
      case String other ->
          throw new ExtensionException(UNKNOWN_METHOD, "Method not found: " + other, null);
    };
  }

  /// What we say has the same form in all versions of the protocol: the client chooses.
  private JsonObject initialize(JsonObject params) {
    JsonObject.Builder capabilities = JsonObject.builder().put("tools", JsonObject.EMPTY);
    if (extension.hasResources()) {
      capabilities.put("resources", JsonObject.EMPTY);
    }
    JsonObject.Builder result =
        JsonObject.builder()
            .put("protocolVersion", params.text("protocolVersion").orElse(OLDEST_VERSION))
            .put("capabilities", capabilities.build())
            .put(
                "serverInfo",
                JsonObject.builder()
                    .put("name", identity.name())
                    .put("version", identity.version())
                    .build());
    String instructions = extension.instructions();
    return instructions == null ? result.build() : result.put("instructions", instructions).build();
  }

  private ToolInvocation invocation(JsonFields given) {
    JsonObject meta = given.object().object("_meta").orElse(JsonObject.EMPTY);
    return new ToolInvocation(
        new SessionId(meta.text("agent-session-id").orElse("")),
        meta.text("agent-working-dir").map(Requests::path).orElse(identity.folder()),
        "",
        given.text("name"),
        given.optional("arguments", JsonFields::asObject));
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw ExtensionException.invalidParams("no path: " + text);
    }
  }

  private static @Nullable Json text(@Nullable String text) {
    return text == null ? null : Json.of(text);
  }

  private static JsonObject json(Resource resource) {
    return JsonObject.builder()
        .put("uri", resource.uri())
        .put("name", resource.name())
        .putIfPresent("description", text(resource.description()))
        .putIfPresent("_meta", resource.meta())
        .build();
  }

  private static JsonObject json(ResourceContent content) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("uri", content.uri())
            .putIfPresent("mimeType", text(content.mimeType()));
    switch (content) {
      case ResourceContent.Text text -> json.put("text", text.text());
      case ResourceContent.Blob blob -> json.put("blob", blob.data());
    }
    return json.putIfPresent("_meta", content.meta()).build();
  }
}
