package dev.gander.bootstrap.settings;

import dev.gander.domain.error.InvalidInput;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A setting that switches something.
public final class OnOff {
  private OnOff() {}

  /// `on`, `true`, `1` or `yes`, or their opposites, in upper or lower case.
  ///
  /// @param byDefault what it is if it is missing or empty
  /// @throws InvalidInput if it is something else
  public static boolean of(Map<String, String> variables, String name, boolean byDefault) {
    String text = variables.getOrDefault(name, "");
    return text.isEmpty()
        ? byDefault
        : read(text)
            .orElseThrow(() -> new InvalidInput(name + " must be on or off, not `" + text + "`"));
  }

  /// The same of one text; empty if it is something else.
  public static Optional<Boolean> read(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on", "true", "1", "yes" -> Optional.of(true);
      case "off", "false", "0", "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
