package dev.gander.adapters.persistence.sources;

import dev.gander.adapters.persistence.sources.PluginFolders.Plugin;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.PluginServers;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The servers in the `.mcp.json` of each plugin, and those of its manifest: `{"mcpServers": {NAME:
/// {"command": …, "args": […], "env": {…}, "cwd": …}}}`. Only programs are meant; `${PLUGIN_ROOT}`
/// is the plugin's folder.
public final class FilePluginServers implements PluginServers {
  private static final System.Logger LOG = System.getLogger(FilePluginServers.class.getName());
  private static final String ROOT = "PLUGIN_ROOT";
  private static final long TIMEOUT_SECONDS = 300;

  private final PluginFolders plugins;

  public FilePluginServers(PluginFolders plugins) {
    this.plugins = plugins;
  }

  @Override
  public List<ExtensionConfig> servers() {
    return plugins.enabled().stream().flatMap(FilePluginServers::servers).toList();
  }

  private static Stream<ExtensionConfig> servers(Plugin plugin) {
    try {
      PluginManifest manifest = PluginManifest.of(plugin.folder());
      Map<String, Json> found = new TreeMap<>();
      for (Path file : manifest.files()) {
        JsonObject text = SourceText.yaml(SourceText.read(file));
        text.object("mcpServers")
            .ifPresent(servers -> servers.members().forEach(found::putIfAbsent));
      }
      manifest.servers().members().forEach(found::putIfAbsent);
      return found.entrySet().stream()
          .flatMap(server -> server(plugin, server.getKey(), server.getValue()).stream());
    } catch (UnreadableSource e) {
      LOG.log(Level.WARNING, "plugin {0} has no servers: {1}", plugin.name(), e.getMessage());
      return Stream.empty();
    }
  }

  private static Optional<ExtensionConfig> server(Plugin plugin, String name, Json server) {
    try {
      return Optional.of(server(plugin, name, JsonFields.of(server)));
    } catch (InvalidShape e) {
      LOG.log(
          Level.WARNING,
          "plugin {0}: the server {1} is not used, since it is not a program",
          plugin.name(),
          name);
      return Optional.empty();
    }
  }

  private static ExtensionConfig server(Plugin plugin, String name, JsonFields server) {
    String command = server.text("command");
    if (name.isBlank() || command.isBlank()) {
      throw new InvalidShape("a server needs a name and a command");
    }
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(ROOT, plugin.folder().toString());
    server
        .orElse("env", JsonFields::asTextMap, Map.<String, String>of())
        .forEach((key, value) -> variables.put(key, expanded(plugin, value)));
    String folder = server.optionalText("cwd");
    return new ExtensionConfig.Stdio(
        plugin.name() + ":" + name,
        "",
        expanded(plugin, command),
        server.orElse("args", JsonFields.listOf(JsonFields::asText), List.<String>of()).stream()
            .map(argument -> expanded(plugin, argument))
            .toList(),
        Map.copyOf(variables),
        List.of(),
        TIMEOUT_SECONDS,
        folder == null ? null : expanded(plugin, folder),
        false,
        List.of(),
        JsonObject.EMPTY);
  }

  private static String expanded(Plugin plugin, String text) {
    return text.replace("${" + ROOT + "}", plugin.folder().toString());
  }
}
