package dev.gander.domain.config;

import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonString;
import java.util.List;

/// The setting `GOOSE_SEARCH_PATHS`: folders, possibly starting with `~`, that are searched for
/// programs before all others.
public final class SearchFolders {
  private SearchFolders() {}

  /// The folders in order; a value that is not a list of strings counts as not set.
  public static List<String> of(Settings settings) {
    return settings
        .find("GOOSE_SEARCH_PATHS")
        .filter(JsonArray.class::isInstance)
        .map(paths -> ((JsonArray) paths).items())
        .orElse(List.of())
        .stream()
        .filter(JsonString.class::isInstance)
        .map(path -> ((JsonString) path).value())
        .toList();
  }
}
