package dev.gander.adapters.llm.cli;

import dev.gander.domain.config.SecretMask;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Makes what a program printed fit for an error text: short, and without secrets. It may print
/// what it found in its environment.
///
/// @param secrets texts that are never shown
public record ErrorText(List<String> secrets) {
  private static final int LONGEST = 2000;
  private static final int SHORTEST_SECRET = 6;
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(key|token|secret|passw|credential).*");

  static ErrorText hiding(Map<String, String> environment) {
    return new ErrorText(
        environment.entrySet().stream()
            .filter(variable -> SECRET_NAME.matcher(variable.getKey()).matches())
            .map(Map.Entry::getValue)
            .filter(value -> value.length() >= SHORTEST_SECRET)
            .toList());
  }

  /// The end of the text, where programs say what went wrong.
  public String of(String printed) {
    String text = printed.strip();
    for (String secret : secrets) {
      text = text.replace(secret, SecretMask.MASK);
    }
    text = SecretMask.inText(text);
    return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
  }
}
