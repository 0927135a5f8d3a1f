package dev.gander.domain.provider;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import java.util.Arrays;

/// Where a provider comes from. The wire names are `Preferred`, `Builtin`, `Declarative` and
/// `Custom`.
public enum ProviderType {
  /// Built in, and shown first.
  PREFERRED("Preferred"),
  /// Built in, or added by a module.
  BUILTIN("Builtin"),
  /// Declared by data that ships with the program.
  DECLARATIVE("Declarative"),
  /// Declared in a user's file.
  CUSTOM("Custom");

  private final String wireName;

  ProviderType(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /// Whether a [dev.gander.domain.provider.declared.ProviderDeclaration] describes how to reach the
  /// service.
  public boolean isDeclared() {
    return this == DECLARATIVE || this == CUSTOM;
  }

  /// @throws InvalidShape for any other word
  public static ProviderType read(Json json) {
    String word = JsonFields.asText(json);
    return Arrays.stream(values())
        .filter(type -> type.wireName.equals(word))
        .findFirst()
        .orElseThrow(() -> new InvalidShape("unknown variant `" + word + "`"));
  }
}
