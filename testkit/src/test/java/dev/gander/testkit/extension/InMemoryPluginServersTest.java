package dev.gander.testkit.extension;

import dev.gander.domain.extension.PluginServers;
import java.util.List;

class InMemoryPluginServersTest implements PluginServersContract {
  private final InMemoryPluginServers servers = new InMemoryPluginServers();

  @Override
  public PluginServers pluginServers() {
    return servers;
  }

  @Override
  public void putServer(String plugin, String server, String command, List<String> arguments) {
    servers.put(plugin, server, command, arguments);
  }
}
