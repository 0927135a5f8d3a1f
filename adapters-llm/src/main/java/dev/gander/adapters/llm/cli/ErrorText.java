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
/// @param secrets texts that are never shown
public record ErrorText(List<String> secrets) {
  private static final int LONGEST = 2000;
  private static final int SHORTEST_SECRET = 6;
  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(key|token|secret|passw|credential).*");

  /// @param variables those whose names say that they are secrets are hidden
  /// @param secrets all of these are
  static ErrorText hiding(Map<String, String> variables, Collection<String> secrets) {
    Stream<String> named =
        variables.entrySet().stream().filter(ErrorText::isSecret).map(Map.Entry::getValue);
    return new ErrorText(
        Stream.concat(named, secrets.stream())
            .filter(value -> value.length() >= SHORTEST_SECRET)
            .toList());
  }

  private static boolean isSecret(Map.Entry<String, String> variable) {
    return SECRET_NAME.matcher(variable.getKey()).matches();
  }

  /// The end of the text, where programs say what went wrong.
  public String of(String printed) {
    String text = COLOUR.matcher(printed).replaceAll("").strip();
    for (String secret : secrets) {
      text = text.replace(secret, SecretMask.MASK);
    }
    text = SecretMask.inText(text);
    return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
  }
}
