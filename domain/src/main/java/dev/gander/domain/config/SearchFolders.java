package dev.gander.domain.config;

import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonString;
import java.util.List;

/// The setting `GOOSE_SEARCH_PATHS`: the folders, maybe beginning with `~`, in which programs are
/// looked for before all others.
public final class SearchFolders {
  private SearchFolders() {}

  /// In their order; what is no list of texts counts as not set.
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
