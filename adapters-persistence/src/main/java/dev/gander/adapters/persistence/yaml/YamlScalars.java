package dev.gander.adapters.persistence.yaml;

import dev.gander.domain.json.Json;

/// What the scalars of a document mean.
public interface YamlScalars {
  /// As YAML says: what is not quoted may be a number, a truth value or null.
  YamlScalars TYPED = (_, text, isQuoted) -> isQuoted ? Json.of(text) : typed(text);

  /// The path of whatever has a longer one than 100 characters.
  String FAR = "…";

  /// @param path of members, as in `parameters[].key`
  /// @param isQuoted whether it is a text in any case
  Json read(String path, String text, boolean isQuoted);

  /// A key, which is a text.
  default String key(String text) {
    return text;
  }

  /// The type that a word without quotes looks like.
  static Json typed(String word) {
    return PlainScalar.read(word);
  }
}
