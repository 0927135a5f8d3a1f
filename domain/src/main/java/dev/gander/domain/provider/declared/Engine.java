package dev.gander.domain.provider.declared;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/// The dialect of a declared provider, by the name of the [ProviderEngine] that implements it.
/// goose's files contain this name; which dialects exist depends on the installed engines.
public record Engine(String name) {
  /// The name as written in files, whether or not an engine implements it.
  ///
  /// @throws InvalidShape for anything but text
  public static Engine read(Json json) {
    return new Engine(JsonFields.asText(json));
  }

  /// Whether a client's word denotes this engine: its name in any case, optionally followed by
  /// `_compatible`.
  public boolean isMeantBy(String word) {
    String small = word.toLowerCase(Locale.ROOT);
    return small.equals(name) || small.equals(name + "_compatible");
  }

  /// @throws InvalidShape if it is not one of these
  public void requireOneOf(Collection<String> known) {
    if (!known.contains(name)) {
      String expected =
          known.stream().sorted().map(it -> "`" + it + "`").collect(Collectors.joining(", "));
      throw new InvalidShape(
              "unknown variant `" + name + "`, expected one of " + expected,
              "unknown variant, expected one of " + expected)
          .within("engine");
    }
  }
}
