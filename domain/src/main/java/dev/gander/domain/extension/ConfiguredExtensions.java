package dev.gander.domain.extension;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The extensions of a settings file: its key `extensions`, a map from [ExtensionKey] to a
/// configuration with `enabled`. Platform extensions missing from the file appear with their
/// defaults; reading never changes the file.
///
/// @param entries in file order, followed by the platform extensions missing from the file;
///   unreadable entries and unknown platform extensions are left out
public record ConfiguredExtensions(List<Entry> entries) {
  /// @param key the key in the file
  public record Entry(String key, boolean enabled, ExtensionConfig config) {
    /// `enabled`, `type` and the members of the configuration.
    public JsonObject toJson() {
      return JsonObject.builder()
          .put("enabled", enabled)
          .putAll(ExtensionConfigJson.write(config))
          .build();
    }

    /// The JSON form that replaces another entry: members of newer versions are kept if the
    /// extension's type is the same.
    ///
    /// @param old null if there is none
    public JsonObject replacing(@Nullable Json old) {
      JsonObject fresh = toJson();
      if (!(old instanceof JsonObject before)
          || !Objects.equals(before.get("type"), fresh.get("type"))) {
        return fresh;
      }
      return JsonObject.builder()
          .putAll(fresh)
          .putAll(before.without(fresh.members().keySet()))
          .build();
    }
  }

  public ConfiguredExtensions {
    entries = List.copyOf(entries);
  }

  /// The key in the settings.
  public static final String KEY = "extensions";

  /// Reads the extensions of the settings.
  ///
  /// @throws dev.gander.domain.error.StorageException if the settings cannot be read
  public static ConfiguredExtensions in(Settings settings) {
    return read(Objects.requireNonNullElse(settings.all().get(KEY), JsonNull.NULL));
  }

  /// @param extensions the value of the key, [JsonNull] if it is absent
  public static ConfiguredExtensions read(Json extensions) {
    List<Entry> entries = new ArrayList<>();
    withPlatform(extensions)
        .members()
        .forEach((key, entry) -> readable(key, entry).ifPresent(entries::add));
    return new ConfiguredExtensions(entries);
  }

  /// The value of the key with an up-to-date entry for every platform extension; all other entries
  /// are unchanged.
  public static JsonObject withPlatform(Json extensions) {
    JsonObject all = extensions instanceof JsonObject object ? object : JsonObject.EMPTY;
    for (PlatformExtensions.Entry known : PlatformExtensions.all()) {
      String key = known.key().value();
      all = all.with(key, refreshed(known, all.object(key)));
    }
    return all;
  }

  /// The extensions that new sessions get.
  public List<ExtensionConfig> enabled() {
    return entries.stream().filter(Entry::enabled).map(Entry::config).toList();
  }

  /// The extensions that settings pages show: all but the hidden ones.
  public List<Entry> listed() {
    return entries.stream().filter(entry -> !isHidden(entry.config())).toList();
  }

  /// The entry whose configuration has exactly this name.
  public Optional<Entry> named(String name) {
    return entries.stream().filter(entry -> entry.config().name().equals(name)).findFirst();
  }

  /// Warnings for the user about the entries, one text each.
  public List<String> warnings() {
    return entries.stream()
        .filter(entry -> entry.config() instanceof ExtensionConfig.Sse)
        .map(entry -> "'" + entry.key() + "': SSE is unsupported, migrate to streamable_http")
        .toList();
  }

  private static boolean isHidden(ExtensionConfig config) {
    return config instanceof ExtensionConfig.Platform
        && PlatformExtensions.find(config.key())
            .map(PlatformExtensions.Entry::hidden)
            .orElse(false);
  }

  /// Names and descriptions are ours; `enabled` and `available_tools` are the user's.
  private static JsonObject refreshed(
      PlatformExtensions.Entry known, Optional<JsonObject> existing) {
    JsonObject old = existing.orElse(JsonObject.EMPTY);
    boolean builtin = old.text("type").filter("builtin"::equals).isPresent();
    JsonObject fresh =
        JsonObject.builder()
            .put(
                "enabled", old.get("enabled") instanceof JsonBool on ? on.value() : known.enabled())
            .putAll(ExtensionConfigJson.write(known.config()))
            .build();
    if (old.array("available_tools").isPresent()) {
      fresh = fresh.with("available_tools", old.array("available_tools").get());
    }
    return builtin ? fresh.with("type", Json.of("builtin")).with("timeout", JsonNull.NULL) : fresh;
  }

  private static Optional<Entry> readable(String key, Json entry) {
    try {
      boolean enabled = JsonFields.of(entry).bool("enabled");
      ExtensionConfig config = ExtensionConfigJson.readKnown(entry);
      return PlatformExtensions.isKnown(config)
          ? Optional.of(new Entry(key, enabled, config))
          : Optional.empty();
    } catch (InvalidShape e) {
      return Optional.empty();
    }
  }
}
