package dev.gander.application.agent;

import dev.gander.domain.config.Settings;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.PluginServers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The extensions of a session that was started without a choice: those enabled in the settings,
/// and the servers of plugins. A server whose name the settings have is theirs: that is how one is
/// changed, or switched off.
public record DefaultExtensions(Settings settings, PluginServers plugins) {
  /// @throws dev.gander.domain.error.StorageException if the settings cannot be read
  public List<ExtensionConfig> list() {
    ConfiguredExtensions configured = ConfiguredExtensions.in(settings);
    Map<ExtensionKey, ExtensionConfig> servers = new LinkedHashMap<>();
    plugins.servers().forEach(server -> servers.putIfAbsent(server.key(), server));
    configured.entries().forEach(entry -> servers.remove(entry.config().key()));
    return Stream.concat(configured.enabled().stream(), servers.values().stream()).toList();
  }
}
