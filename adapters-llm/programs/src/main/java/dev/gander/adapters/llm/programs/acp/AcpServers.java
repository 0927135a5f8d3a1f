package dev.gander.adapters.llm.programs.acp;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.McpServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// MCP servers in the protocol's form.
final class AcpServers {
  private AcpServers() {}

  /// Leaves out servers with a folder of their own: the protocol cannot express it.
  ///
  /// @param abilities of the agent: not all of them support HTTP
  static JsonArray of(List<McpServer> servers, JsonObject abilities) {
    boolean speaksHttp =
        abilities
            .object("mcpCapabilities")
            .map(able -> Json.of(true).equals(able.get("http")))
            .orElse(false);
    return new JsonArray(
        servers.stream().flatMap(server -> entry(server, speaksHttp).stream()).toList());
  }

  private static Optional<Json> entry(McpServer server, boolean speaksHttp) {
    return switch (server) {
      case McpServer.Stdio stdio when stdio.folder() != null -> Optional.empty();
      case McpServer.Stdio stdio ->
          Optional.of(
              JsonObject.builder()
                  .put("name", stdio.name())
                  .put("command", stdio.command())
                  .put("args", JsonArray.ofTexts(stdio.arguments()))
                  .put("env", pairs(stdio.environment()))
                  .build());
      case McpServer.Http http when speaksHttp ->
          Optional.of(
              JsonObject.builder()
                  .put("type", "http")
                  .put("name", http.name())
                  .put("url", http.url())
                  .put("headers", pairs(http.headers()))
                  .build());
      case McpServer.Http _ -> Optional.empty();
    };
  }

  private static JsonArray pairs(Map<String, String> values) {
    return new JsonArray(
        values.entrySet().stream()
            .map(
                it ->
                    (Json)
                        JsonObject.builder()
                            .put("name", it.getKey())
                            .put("value", it.getValue())
                            .build())
            .toList());
  }
}
