package dev.gander.domain.extension;

import java.util.List;

/// The MCP servers that come with the plugins that are enabled. Thread-safe; the disk is read on
/// every call, which costs next to nothing if there are no plugins.
public interface PluginServers {
  /// In the order of the plugins, and of each by name; each called `plugin:server`. What cannot be
  /// understood is left out, and so is a plugin of which it is not known whether it is enabled.
  List<ExtensionConfig> servers();
}
