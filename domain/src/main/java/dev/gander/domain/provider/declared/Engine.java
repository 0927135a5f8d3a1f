package dev.gander.domain.provider.declared;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/// The dialect of a declared provider, by the name of the [ProviderEngine] that speaks it. Files of
/// goose name it; which dialects there are depends on the engines that are installed.
public record Engine(String name) {
  /// The name as files have it. Whether anything speaks it does not matter here.
  ///
  /// @throws InvalidShape for anything but a text
  public static Engine read(Json json) {
    return new Engine(JsonFields.asText(json));
  }

  /// Whether clients mean it by a word: its name in any case, also with `_compatible` behind it.
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
