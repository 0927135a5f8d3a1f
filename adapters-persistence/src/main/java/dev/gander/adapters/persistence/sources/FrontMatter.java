package dev.gander.adapters.persistence.sources;

import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// A Markdown file that begins with YAML between two lines of `---`.
///
/// @param body the text after the second line, without blank lines around it
record FrontMatter(JsonObject members, String body) {
  private static final String FENCE = "---";

  /// Empty if the text begins differently or the YAML has no end.
  ///
  /// @throws UnreadableSource if the YAML is broken
  static Optional<FrontMatter> of(String text) {
    List<String> lines = text.strip().lines().toList();
    if (lines.isEmpty() || !lines.getFirst().strip().equals(FENCE)) {
      return Optional.empty();
    }
    for (int end = 1; end < lines.size(); end++) {
      if (lines.get(end).strip().equals(FENCE)) {
        String yaml = String.join("\n", lines.subList(1, end));
        String body = String.join("\n", lines.subList(end + 1, lines.size()));
        return Optional.of(new FrontMatter(SourceText.yaml(yaml), body.strip()));
      }
    }
    return Optional.empty();
  }

  Optional<String> text(String name) {
    return members.text(name);
  }
}
