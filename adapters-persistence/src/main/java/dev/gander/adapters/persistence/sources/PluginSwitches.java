package dev.gander.adapters.persistence.sources;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The lists `enabledPlugins` and `disabledPlugins` of a settings file; instead of a list, a map
/// from names to `true` or `false` is understood as well.
record PluginSwitches(JsonObject members, boolean isReadable) {
  private static final System.Logger LOG = System.getLogger(PluginSwitches.class.getName());

  /// A file that cannot be read may have switched anything off, so that it switches all off.
  static PluginSwitches in(Path file) {
    if (!Files.exists(file)) {
      return new PluginSwitches(JsonObject.EMPTY, true);
    }
    try {
      return new PluginSwitches(SourceText.yaml(SourceText.read(file)), true);
    } catch (UnreadableSource e) {
      LOG.log(Level.WARNING, "{0}: plugins that it may disable are off: {1}", file, e.getMessage());
      return new PluginSwitches(JsonObject.EMPTY, false);
    }
  }

  /// Empty if the file does not mention the plugin.
  Optional<Boolean> verdict(String plugin) {
    if (!isReadable) {
      return Optional.of(false);
    }
    return listed("disabledPlugins", plugin)
        .map(disabled -> !disabled)
        .or(() -> listed("enabledPlugins", plugin));
  }

  private Optional<Boolean> listed(String list, String plugin) {
    return switch (members.get(list)) {
      case JsonArray names when names.items().contains(Json.of(plugin)) -> Optional.of(true);
      case JsonObject names when names.has(plugin) ->
          Optional.of(Json.of(true).equals(names.get(plugin)));
      case null, default -> Optional.empty();
    };
  }
}
