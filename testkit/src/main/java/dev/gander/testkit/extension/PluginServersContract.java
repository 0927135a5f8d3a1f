package dev.gander.testkit.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.PluginServers;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [PluginServers]. There are no plugins at first.
public interface PluginServersContract {
  PluginServers pluginServers();

  /// Adds a server to a plugin of the user's.
  void putServer(String plugin, String server, String command, List<String> arguments);

  @Test
  default void withoutPluginsThereAreNoServers() {
    assertEquals(List.of(), pluginServers().servers());
  }

  @Test
  default void serversComeInTheOrderOfTheirPluginsAndNames() {
    putServer("beta", "x", "three", List.of());
    putServer("alpha", "y", "two", List.of("a", "b c"));
    putServer("alpha", "x", "one", List.of());

    assertEquals(
        List.of("alpha:x one []", "alpha:y two [a, b c]", "beta:x three []"),
        pluginServers().servers().stream().map(PluginServersContract::text).toList());
  }

  private static String text(ExtensionConfig config) {
    var server = (ExtensionConfig.Stdio) config;
    assertTrue(server.envs().containsKey("PLUGIN_ROOT"));
    return server.name() + " " + server.cmd() + " " + server.args();
  }
}
