package dev.gander.adapters.llm.programs.codex;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.provider.McpServer;
import dev.gander.json.jackson.JsonText;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// MCP servers as settings of Codex. Command lines are readable by every user of the machine:
/// secrets go into its environment, and the settings name the variables.
///
/// @param settings values for `-c`, in TOML, whose strings and lists of strings are the same as in
///   JSON
record CodexServers(List<String> settings, Map<String, String> variables) {
  private static final System.Logger LOG = System.getLogger(CodexServers.class.getName());

  static CodexServers of(List<McpServer> servers) {
    CodexServers all = new CodexServers(new ArrayList<>(), new LinkedHashMap<>());
    servers.forEach(all::add);
    return all;
  }

  private void add(McpServer server) {
    String key = "mcp_servers." + server.name().replaceAll("[^A-Za-z0-9_-]", "_") + ".";
    switch (server) {
      case McpServer.Stdio stdio when clashes(stdio.environment()) ->
          LOG.log(
              Level.WARNING,
              "Codex does not get {0}: another extension has other values for its variables",
              stdio.name());
      case McpServer.Stdio stdio -> {
        variables.putAll(stdio.environment());
        settings.add(key + "command=" + toml(Json.of(stdio.command())));
        settings.add(key + "args=" + toml(JsonArray.ofTexts(stdio.arguments())));
        if (stdio.folder() != null) {
          settings.add(key + "cwd=" + toml(Json.of(stdio.folder().toString())));
        }
        settings.add(
            key + "env_vars=" + toml(JsonArray.ofTexts(List.copyOf(stdio.environment().keySet()))));
      }
      case McpServer.Http http -> {
        settings.add(key + "url=" + toml(Json.of(http.url())));
        settings.add(key + "env_http_headers={" + headers(http) + "}");
      }
    }
  }

  private boolean clashes(Map<String, String> environment) {
    return environment.entrySet().stream()
        .anyMatch(it -> !variables.getOrDefault(it.getKey(), it.getValue()).equals(it.getValue()));
  }

  private String headers(McpServer.Http http) {
    return http.headers().entrySet().stream()
        .map(header -> toml(Json.of(header.getKey())) + "=" + toml(Json.of(hidden(header))))
        .collect(Collectors.joining(","));
  }

  private String hidden(Map.Entry<String, String> header) {
    String name = "GANDER_HEADER_" + variables.size();
    variables.put(name, header.getValue());
    return name;
  }

  private static String toml(Json value) {
    return JsonText.write(value);
  }
}
