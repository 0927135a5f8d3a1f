package dev.gander.domain.provider.declared;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The dialect of a declared provider. Each is spoken by the provider of that name, which has to be
/// a [ProviderEngine].
public enum Engine {
  OPENAI,
  ANTHROPIC,
  OLLAMA;

  private static final String EXPECTED = "expected one of `openai`, `ollama`, `anthropic`";

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// As clients write it: in any case, also as `openai_compatible`; empty for an unknown one.
  public static Optional<Engine> parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(it -> word.equals(it.wireName()) || word.equals(it.wireName() + "_compatible"))
        .findFirst();
  }

  /// As it stands in files: the exact wire name.
  ///
  /// @throws InvalidShape for any other word
  public static Engine read(Json json) {
    String word = JsonFields.asText(json);
    return Arrays.stream(values())
        .filter(engine -> engine.wireName().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidShape(
                    "unknown variant `" + word + "`, " + EXPECTED, "unknown variant, " + EXPECTED));
  }
}
