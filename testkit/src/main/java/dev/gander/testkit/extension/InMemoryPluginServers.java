package dev.gander.testkit.extension;

import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.PluginServers;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// Servers of plugins that a test adds.
public final class InMemoryPluginServers implements PluginServers {
  private final Map<String, ExtensionConfig> servers = new ConcurrentSkipListMap<>();

  @Override
  public List<ExtensionConfig> servers() {
    return List.copyOf(servers.values());
  }

  public void put(String plugin, String server, String command, List<String> arguments) {
    String name = plugin + ":" + server;
    servers.put(
        name,
        new ExtensionConfig.Stdio(
            name,
            "",
            command,
            List.copyOf(arguments),
            Map.of("PLUGIN_ROOT", "/plugins/" + plugin),
            List.of(),
            300L,
            null,
            false,
            List.of(),
            JsonObject.EMPTY));
  }
}
