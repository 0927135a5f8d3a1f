package dev.gander.adapters.persistence.settings;

import dev.gander.adapters.persistence.yaml.YamlFile;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The files that settings come from, lowest first, and how a higher one overrides a lower one.
final class SettingsLayers {
  private static final String MORE_FILES = "GOOSE_ADDITIONAL_CONFIG_FILES";

  /// Maps that are merged by entry, and each entry by its members; any other key is overridden as a
  /// whole.
  private static final Set<String> MERGED = Set.of("extensions", "providers");

  private SettingsLayers() {}

  /// What the files below the user's own contain: the installation's and the system's, whose
  /// changes are seen within a second, then those that the environment names.
  static List<Supplier<JsonObject>> below(
      Map<String, String> environment, String osName, @Nullable Path installation) {
    List<Supplier<JsonObject>> files = new ArrayList<>();
    if (installation != null) {
      files.add(new SeldomChanged(file(installation)));
    }
    files.add(new SeldomChanged(file(systemFile(environment, osName))));
    String more = environment.getOrDefault(MORE_FILES, "");
    Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(more)
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .forEach(path -> files.add(file(path)));
    return files;
  }

  /// A file that counts as empty if it cannot be read.
  static Supplier<JsonObject> file(Path path) {
    YamlFile file = YamlFile.plain(path);
    return () -> file.readIfPossible().orElse(JsonObject.EMPTY);
  }

  static JsonObject cover(JsonObject lower, JsonObject higher) {
    JsonObject.Builder merged = JsonObject.builder().putAll(lower);
    higher
        .members()
        .forEach(
            (key, value) ->
                merged.put(
                    key, MERGED.contains(key) ? mergeEntries(lower.get(key), value) : value));
    return merged.build();
  }

  private static Json mergeEntries(@Nullable Json lower, Json higher) {
    if (!(lower instanceof JsonObject below) || !(higher instanceof JsonObject above)) {
      return higher;
    }
    JsonObject.Builder merged = JsonObject.builder().putAll(below);
    above
        .members()
        .forEach((name, entry) -> merged.put(name, mergeMembers(below.get(name), entry)));
    return merged.build();
  }

  private static Json mergeMembers(@Nullable Json lower, Json higher) {
    return lower instanceof JsonObject below && higher instanceof JsonObject above
        ? JsonObject.builder().putAll(below).putAll(above).build()
        : higher;
  }

  private static Path systemFile(Map<String, String> environment, String osName) {
    if (osName.toLowerCase(Locale.ROOT).startsWith("windows")) {
      return Path.of(environment.getOrDefault("PROGRAMDATA", "C:\\ProgramData"))
          .resolve("goose")
          .resolve("config.yaml");
    }
    return Path.of("/etc/goose/config.yaml");
  }
}
