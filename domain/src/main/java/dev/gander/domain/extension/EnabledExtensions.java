package dev.gander.domain.extension;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The extensions of a session, as stored in `enabled_extensions.v0` of its extension data:
/// `{"extensions":[ExtensionConfig…]}`.
public final class EnabledExtensions {
  public static final String MEMBER = "enabled_extensions.v0";

  private EnabledExtensions() {}

  /// Empty when the data has no list. Unreadable entries and unknown platform extensions are left
  /// out.
  public static Optional<List<ExtensionConfig>> read(JsonObject extensionData) {
    return extensionData
        .object(MEMBER)
        .flatMap(member -> member.array("extensions"))
        .map(EnabledExtensions::readable);
  }

  /// The data with its list replaced by this one; everything else stays.
  public static JsonObject write(JsonObject extensionData, List<ExtensionConfig> extensions) {
    List<Json> entries = new ArrayList<>();
    extensions.forEach(config -> entries.add(ExtensionConfigJson.write(config)));
    return extensionData.with(MEMBER, JsonObject.of("extensions", new JsonArray(entries)));
  }

  private static List<ExtensionConfig> readable(JsonArray entries) {
    List<ExtensionConfig> read = new ArrayList<>();
    for (Json entry : entries.items()) {
      readOne(entry).filter(PlatformExtensions::isKnown).ifPresent(read::add);
    }
    return List.copyOf(read);
  }

  private static Optional<ExtensionConfig> readOne(Json entry) {
    try {
      return Optional.of(ExtensionConfigJson.read(entry));
    } catch (InvalidShape e) {
      return Optional.empty();
    }
  }
}
