package dev.gander.adapters.persistence.settings;

import dev.gander.adapters.persistence.yaml.YamlText;
import dev.gander.domain.json.Json;

/// The content of a YAML text from elsewhere.
public final class YamlTree {
  private YamlTree() {}

  /// @throws dev.gander.domain.error.InvalidInput with line and column if it is not YAML
  public static Json parse(String text) {
    return YamlText.parse(text);
  }
}
