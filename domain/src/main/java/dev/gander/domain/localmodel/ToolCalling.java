package dev.gander.domain.localmodel;

import dev.gander.domain.json.InvalidShape;
import java.util.Locale;

/// How a model calls tools.
public enum ToolCalling {
  /// As its template says.
  AUTO,
  /// By its template, whatever that says.
  FORCE_NATIVE,
  /// In plain text.
  FORCE_EMULATED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws InvalidShape if there is no such word
  static ToolCalling of(String word) {
    for (ToolCalling one : values()) {
      if (one.word().equals(word)) {
        return one;
      }
    }
    throw InvalidShape.unknownVariant(word);
  }
}
