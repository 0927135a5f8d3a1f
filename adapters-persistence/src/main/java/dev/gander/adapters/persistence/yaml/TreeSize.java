package dev.gander.adapters.persistence.yaml;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.Collection;
import java.util.List;

/// Limits how much may be written to a file. Others wait while it is written, and 100,000 values
/// already take seconds.
final class TreeSize {
  private static final int MOST_VALUES = 100_000;

  private TreeSize() {}

  /// @param old the file's content: a file that grew too large elsewhere can still be changed
  /// @throws InvalidInput if `wanted` is too much
  static void check(JsonObject wanted, JsonObject old) {
    if (depth(wanted) > YamlNodes.MAX_DEPTH) {
      throw new InvalidInput("A value is nested too deeply for a file");
    }
    if (count(wanted) > Math.max(MOST_VALUES, count(old))) {
      throw new InvalidInput("A file cannot hold more than " + MOST_VALUES + " values");
    }
  }

  private static int depth(Json tree) {
    int deepest = 0;
    for (Json part : parts(tree)) {
      deepest = Math.max(deepest, depth(part));
    }
    return tree instanceof JsonArray || tree instanceof JsonObject ? deepest + 1 : 0;
  }

  private static int count(Json tree) {
    int count = 1;
    for (Json part : parts(tree)) {
      count += count(part);
    }
    return count;
  }

  private static Collection<Json> parts(Json tree) {
    return switch (tree) {
      case JsonArray array -> array.items();
      case JsonObject object -> object.members().values();
      case Json _ -> List.of();
    };
  }
}
