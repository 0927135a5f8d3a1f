package dev.gander.adapters.llm.cli;

import dev.gander.domain.config.SecretMask;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes what a program printed fit for an error text: short, and without secrets. It may print
/// what it found in its environment.
///
/// @param secrets texts that are never shown, unless [SecretMask] finds them too short
public record ErrorText(List<String> secrets) {
  private static final int LONGEST = 2000;
  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");

  /// @param variables those whose names say that they are secrets are hidden
  /// @param secrets all of these are
  static ErrorText hiding(Map<String, String> variables, Collection<String> secrets) {
    Stream<String> named =
        variables.entrySet().stream()
            .filter(variable -> SecretMask.namesSecret(variable.getKey()))
            .map(Map.Entry::getValue);
    return new ErrorText(Stream.concat(named, secrets.stream()).toList());
  }

  /// The end of the text, where programs say what went wrong.
  public String of(String printed) {
    String text = SecretMask.inText(COLOUR.matcher(printed).replaceAll("").strip(), secrets);
    return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
  }
}
