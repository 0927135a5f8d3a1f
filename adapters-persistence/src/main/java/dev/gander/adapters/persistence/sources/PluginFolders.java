package dev.gander.adapters.persistence.sources;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// goose's plugins: folders below `.agents/plugins`, first those of the folder in which the server
/// was started, then the user's own. A plugin is enabled unless `settings.local.json`,
/// `settings.json` or `plugins` in `config.yaml` says otherwise, the first that mentions it. The
/// folders of sessions do not count: whoever clones a repository has not asked for its plugins.
public final class PluginFolders {
  private static final System.Logger LOG = System.getLogger(PluginFolders.class.getName());
  private static final String KEY = "plugins";

  private final List<Path> roots;
  private final List<Path> switches;
  private final Settings settings;

  /// @param serverDir the folder in which the server was started
  public PluginFolders(GoosePaths paths, Path serverDir, Settings settings) {
    this.roots = List.of(serverDir.resolve(".agents/plugins"), paths.agents().resolve("plugins"));
    Path project = serverDir.resolve(".config/goose");
    this.switches =
        List.of(
            project.resolve("settings.local.json"),
            project.resolve("settings.json"),
            paths.config().resolve("settings.json"));
    this.settings = settings;
  }

  /// @param folder absolute
  record Plugin(String name, Path folder) {}

  /// In the order of the folders, and in each by name; of several with one name the first.
  List<Plugin> enabled() {
    Map<String, Plugin> found = new LinkedHashMap<>();
    for (Path root : roots) {
      folders(root).forEach(it -> found.putIfAbsent(it.name(), it));
    }
    return found.isEmpty() ? List.of() : enabled(List.copyOf(found.values()));
  }

  private List<Plugin> enabled(List<Plugin> found) {
    try {
      JsonObject own = settings.find(KEY).flatMap(PluginFolders::object).orElse(JsonObject.EMPTY);
      List<PluginSwitches> files = switches.stream().map(PluginSwitches::in).toList();
      return found.stream().filter(plugin -> isEnabled(plugin, files, own)).toList();
    } catch (StorageException e) {
      LOG.log(System.Logger.Level.WARNING, "no plugin is used: {0}", e.text());
      return List.of();
    }
  }

  private static boolean isEnabled(Plugin plugin, List<PluginSwitches> files, JsonObject own) {
    Optional<Boolean> told =
        files.stream().map(it -> it.verdict(plugin.name())).flatMap(Optional::stream).findFirst();
    return told.orElseGet(
        () ->
            own.object(plugin.folder().toString())
                .map(entry -> !Json.of(false).equals(entry.get("enabled")))
                .orElse(true));
  }

  private static Optional<JsonObject> object(Json json) {
    return json instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  private static List<Plugin> folders(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .filter(Files::isDirectory)
          .sorted()
          .map(it -> new Plugin(it.getFileName().toString(), it.toAbsolutePath().normalize()))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      LOG.log(System.Logger.Level.WARNING, "the folder {0} cannot be read: {1}", root, e);
      return List.of();
    }
  }
}
