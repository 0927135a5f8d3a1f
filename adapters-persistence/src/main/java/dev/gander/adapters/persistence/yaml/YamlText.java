package dev.gander.adapters.persistence.yaml;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;

/// YAML 1.2 as goose reads it, which includes JSON.
public final class YamlText {
  private YamlText() {}

  /// The content of a single document; `null` for a text without data.
  ///
  /// @throws InvalidInput with line and column if the text is something else
  public static Json parse(String text) {
    try {
      return YamlDocument.tree(text);
    } catch (YamlSyntaxException e) {
      throw new InvalidInput(String.valueOf(e.getMessage()));
    }
  }
}
