package dev.gander.adapters.llm.programs.claude;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.McpServer;
import java.util.List;
import java.util.Map;

/// MCP servers in Claude Code's file format, which has no place for a folder: servers that start in
/// a folder of their own are left out.
final class McpConfig {
  private McpConfig() {}

  static JsonObject of(List<McpServer> servers) {
    JsonObject.Builder all = JsonObject.builder();
    for (McpServer server : servers) {
      if (!(server instanceof McpServer.Stdio stdio) || stdio.folder() == null) {
        all.put(server.name(), entry(server));
      }
    }
    return JsonObject.of("mcpServers", all.build());
  }

  private static JsonObject entry(McpServer server) {
    return switch (server) {
      case McpServer.Stdio stdio ->
          JsonObject.builder()
              .put("type", "stdio")
              .put("command", stdio.command())
              .put("args", JsonArray.ofTexts(stdio.arguments()))
              .put("env", texts(stdio.environment()))
              .build();
      case McpServer.Http http ->
          JsonObject.builder()
              .put("type", "http")
              .put("url", http.url())
              .put("headers", texts(http.headers()))
              .build();
    };
  }

  private static JsonObject texts(Map<String, String> values) {
    JsonObject.Builder object = JsonObject.builder();
    values.forEach((name, value) -> object.put(name, Json.of(value)));
    return object.build();
  }
}
