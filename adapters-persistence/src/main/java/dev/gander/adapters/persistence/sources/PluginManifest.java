package dev.gander.adapters.persistence.sources;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the manifest of a plugin, if there is one, says about its MCP servers: `mcpServers` has the
/// servers themselves, or the path of a file with them, several, or `{"paths": …, "exclusive": …}`.
///
/// @param files within the plugin
/// @param servers by name
record PluginManifest(List<Path> files, JsonObject servers) {
  private static final List<String> PLACES =
      List.of(".goose-plugin/plugin.json", ".plugin/plugin.json", "plugin.json");

  /// The file that counts without a manifest, and beside it.
  private static final String USUAL = ".mcp.json";

  /// @throws UnreadableSource if it cannot be understood, or leads out of the plugin
  static PluginManifest of(Path plugin) {
    Json declared =
        PLACES.stream()
            .map(plugin::resolve)
            .filter(Files::isRegularFile)
            .findFirst()
            .map(file -> SourceText.yaml(SourceText.read(file)).get("mcpServers"))
            .orElse(null);
    return switch (declared) {
      case JsonObject object when object.has("paths") || object.has("exclusive") ->
          new PluginManifest(
              files(plugin, object.get("paths"), !Json.of(true).equals(object.get("exclusive"))),
              JsonObject.EMPTY);
      case JsonObject servers -> new PluginManifest(files(plugin, null, true), servers);
      case null, default -> new PluginManifest(files(plugin, declared, true), JsonObject.EMPTY);
    };
  }

  private static List<Path> files(Path plugin, @Nullable Json named, boolean usual) {
    Stream<Path> first = usual ? Stream.of(plugin.resolve(USUAL)) : Stream.empty();
    return Stream.concat(first, files(plugin, named)).filter(Files::exists).distinct().toList();
  }

  private static Stream<Path> files(Path plugin, @Nullable Json paths) {
    return switch (paths) {
      case JsonString(String path) -> Stream.of(within(plugin, path));
      case JsonArray list -> list.items().stream().flatMap(path -> files(plugin, path));
      case null, default -> Stream.empty();
    };
  }

  private static Path within(Path plugin, String path) {
    Path file = plugin.resolve(path).normalize();
    if (!path.startsWith("./") || !file.startsWith(plugin)) {
      throw new UnreadableSource("the manifest names a file outside of the plugin", null);
    }
    return file;
  }
}
