package dev.gander.adapters.persistence.settings;

import dev.gander.adapters.persistence.yaml.Backups;
import dev.gander.adapters.persistence.yaml.YamlFile;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Settings in `config.yaml`, above the files of the system and below the environment.
public final class YamlSettings implements Settings {
  private static final System.Logger LOG = System.getLogger(YamlSettings.class.getName());

  private final EnvironmentValues environment;
  private final List<YamlFile> below;
  private final YamlFile file;
  private final Backups backups;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /// @param environment the environment variables
  /// @param osName the system property `os.name`
  /// @param file the user's `config.yaml`; made with its folder by the first write
  public YamlSettings(Map<String, String> environment, String osName, Path file) {
    this(environment, SettingsLayers.below(environment, osName), file);
  }

  YamlSettings(Map<String, String> environment, List<Path> below, Path file) {
    this.environment = new EnvironmentValues(environment);
    this.below = below.stream().map(YamlFile::plain).toList();
    this.file = YamlFile.withBackups(file);
    this.backups = new Backups(file);
  }

  @Override
  public Optional<Json> find(String key) {
    return environment.find(key).or(() -> Optional.ofNullable(all().get(key)));
  }

  @Override
  public boolean isFromEnvironment(String key) {
    return environment.has(key);
  }

  @Override
  public JsonObject all() {
    List<JsonObject> layers = new ArrayList<>();
    for (YamlFile layer : below) {
      layers.add(readLeniently(layer, JsonObject.EMPTY));
    }
    JsonObject merged = layers.stream().reduce(JsonObject.EMPTY, SettingsLayers::cover);
    return SettingsLayers.cover(merged, own());
  }

  @Override
  public void edit(UnaryOperator<JsonObject> change) {
    file.edit(
        old -> {
          JsonObject wanted = change.apply(old);
          return wanted.equals(old)
              ? old
              : ProvidersMigration.withTrueFlatKeys(
                  change.apply(ProvidersMigration.withStructure(old)));
        });
  }

  private JsonObject own() {
    try {
      return file.read();
    } catch (StorageException e) {
      warn(e.text());
      return newestBackup();
    }
  }

  private JsonObject newestBackup() {
    try {
      return backups.newestGood().orElse(JsonObject.EMPTY);
    } catch (IOException e) {
      throw new StorageException("No backup of " + file.path() + " can be read", e);
    }
  }

  private JsonObject readLeniently(YamlFile layer, JsonObject otherwise) {
    try {
      return layer.read();
    } catch (StorageException e) {
      warn(e.text());
      return otherwise;
    }
  }

  /// Settings are read often: each problem is told once.
  private void warn(String problem) {
    if (warned.add(problem)) {
      LOG.log(Level.WARNING, "{0}; it is left out until it is mended", problem);
    }
  }
}
