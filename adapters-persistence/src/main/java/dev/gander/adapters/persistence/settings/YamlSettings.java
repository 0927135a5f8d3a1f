package dev.gander.adapters.persistence.settings;

import dev.gander.adapters.persistence.yaml.OlderStates;
import dev.gander.adapters.persistence.yaml.YamlFile;
import dev.gander.adapters.persistence.yaml.YamlFileUpkeep;
import dev.gander.domain.config.Settings;
import dev.gander.domain.config.SettingsFile;
import dev.gander.domain.config.StoredMap;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Settings in `config.yaml`, or in what several servers share instead, above the system's files
/// and below the environment.
public final class YamlSettings implements Settings {
  private final EnvironmentValues environment;
  private final List<Supplier<JsonObject>> below;
  private final StoredMap own;
  private final @Nullable OlderStates backups;
  private volatile @Nullable Merged merged;

  /// @param environment the environment variables
  /// @param osName the system property `os.name`
  /// @param defaults the installation's own settings, below all others; null for none
  /// @param file the user's `config.yaml`; created with its folder by the first write
  public YamlSettings(
      Map<String, String> environment, String osName, @Nullable Path defaults, Path file) {
    this(environment, SettingsLayers.below(environment, osName, defaults), file);
  }

  /// @param file is below `own`, and never written
  /// @param own what several servers share
  public YamlSettings(
      Map<String, String> environment,
      String osName,
      @Nullable Path defaults,
      Path file,
      StoredMap own) {
    this(
        environment,
        withFile(SettingsLayers.below(environment, osName, defaults), SettingsLayers.file(file)),
        own,
        null);
  }

  private static List<Supplier<JsonObject>> withFile(
      List<Supplier<JsonObject>> below, Supplier<JsonObject> file) {
    return Stream.concat(below.stream(), Stream.of(file)).toList();
  }

  YamlSettings(Map<String, String> environment, List<Supplier<JsonObject>> below, Path file) {
    this(environment, below, YamlFile.withBackups(file), new OlderStates(file));
  }

  private YamlSettings(
      Map<String, String> environment,
      List<Supplier<JsonObject>> below,
      StoredMap own,
      @Nullable OlderStates backups) {
    this.environment = new EnvironmentValues(environment);
    this.below = List.copyOf(below);
    this.own = own;
    this.backups = backups;
  }

  /// The user's own file as a whole.
  ///
  /// @param file `config.yaml`
  /// @param template the content of a new file; null or a missing file for none
  /// @param clock dates the names of broken files
  public static SettingsFile wholeFile(Path file, @Nullable Path template, Clock clock) {
    return new YamlFileUpkeep(file, template, clock);
  }

  @Override
  public Optional<Json> find(String key) {
    return environment.find(key).or(() -> Optional.ofNullable(all().get(key)));
  }

  @Override
  public Optional<String> environment(String key) {
    return environment.text(key);
  }

  @Override
  public JsonObject all() {
    List<JsonObject> layers = new ArrayList<>();
    for (Supplier<JsonObject> layer : below) {
      layers.add(layer.get());
    }
    layers.add(own());
    Merged known = merged;
    if (known == null || !known.layers().equals(layers)) {
      known = new Merged(layers, layers.stream().reduce(JsonObject.EMPTY, SettingsLayers::cover));
      merged = known;
    }
    return known.all();
  }

  @Override
  public void edit(UnaryOperator<JsonObject> change) {
    own.edit(
        old -> {
          JsonObject wanted = change.apply(old);
          return wanted.equals(old)
              ? old
              : ProvidersMigration.withTrueFlatKeys(
                  change.apply(ProvidersMigration.withStructure(old)));
        });
  }

  private JsonObject own() {
    return own.readUnlessBroken().orElseGet(this::newestBackup);
  }

  private JsonObject newestBackup() {
    try {
      return backups == null ? JsonObject.EMPTY : backups.newestGood().orElse(JsonObject.EMPTY);
    } catch (IOException e) {
      throw new StorageException("No backup of the settings can be read", e);
    }
  }

  /// The layers as read, and the result of merging them. An unchanged file is read as the same
  /// object, so that comparing layers is fast.
  private record Merged(List<JsonObject> layers, JsonObject all) {}
}
