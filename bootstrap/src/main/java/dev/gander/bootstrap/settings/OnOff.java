package dev.gander.bootstrap.settings;

import dev.gander.domain.error.InvalidInput;
import java.util.Locale;
import java.util.Map;

/// A setting of Gander's own that switches something.
public final class OnOff {
  private OnOff() {}

  /// `on`, `true`, `1` or `yes`, or their opposites, in upper or lower case.
  ///
  /// @param byDefault what it is if it is missing or empty
  /// @throws InvalidInput if it is something else
  public static boolean of(Map<String, String> variables, String name, boolean byDefault) {
    String text = variables.getOrDefault(name, "");
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "on", "true", "1", "yes" -> true;
      case "off", "false", "0", "no" -> false;
      case "" -> byDefault;
      default -> throw new InvalidInput(name + " must be on or off, not `" + text + "`");
    };
  }
}
