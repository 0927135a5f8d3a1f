package dev.gander.adapters.mcp;

import dev.gander.domain.extension.HostClient;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The first exchange between client and server. The client asks for the newest version of the
/// protocol and accepts any that the server answers with, since what we use has the same form in
/// all of them; otherwise it sends what goosed 1.36 sends.
record McpInitialize(
    boolean hasResources, @Nullable String instructions, @Nullable String serverVersion) {
  static final String PROTOCOL_VERSION = "2025-11-25";

  /// The parameters of `initialize`: in the name of the program in which the user sits, else of
  /// goose's own.
  static JsonObject ofClient(String version, Optional<HostClient> client) {
    return JsonObject.builder()
        .put("protocolVersion", PROTOCOL_VERSION)
        .put("capabilities", capabilities(client))
        .put("clientInfo", clientInfo(version, client))
        .build();
  }

  private static JsonObject clientInfo(String version, Optional<HostClient> client) {
    return JsonObject.builder()
        .put("name", client.map(HostClient::name).orElse("goose-desktop"))
        .put("version", client.map(HostClient::version).orElse(version))
        .build();
  }

  private static JsonObject capabilities(Optional<HostClient> client) {
    JsonObject.Builder capabilities = JsonObject.builder();
    JsonObject extensions = client.map(HostClient::extensions).orElseGet(McpInitialize::ui);
    if (!extensions.isEmpty()) {
      capabilities.put("extensions", extensions);
    }
    return capabilities
        .put("roots", JsonObject.EMPTY)
        .put("sampling", JsonObject.EMPTY)
        .put("elicitation", elicitation())
        .build();
  }

  private static JsonObject ui() {
    Json mimeTypes = JsonArray.of(Json.of("text/html;profile=mcp-app"));
    return JsonObject.of("io.modelcontextprotocol/ui", JsonObject.of("mimeTypes", mimeTypes));
  }

  /// `{}`, as older clients send it, would mean forms only.
  private static JsonObject elicitation() {
    return JsonObject.builder().put("form", JsonObject.EMPTY).put("url", JsonObject.EMPTY).build();
  }

  /// Reads the result of `initialize`; accepts any protocol version.
  static McpInitialize ofServer(JsonObject result) {
    boolean resources =
        result.object("capabilities").flatMap(has -> has.object("resources")).isPresent();
    return new McpInitialize(
        resources,
        result.text("instructions").orElse(null),
        result.object("serverInfo").flatMap(server -> server.text("version")).orElse(null));
  }
}
