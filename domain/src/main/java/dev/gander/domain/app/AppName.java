package dev.gander.domain.app;

import dev.gander.domain.error.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The name of an app that has a file: a name for a file, never a path.
public record AppName(String text) implements Comparable<AppName> {
  private static final int MOST_BYTES = 200;

  /// @throws InvalidInput if no file can have that name
  public AppName {
    if (!isFine(text)) {
      throw new InvalidInput(
          "An app cannot have this name: it must be 1 to 200 bytes long, begin with a letter, digit"
              + " or other sign but a dot, and have no slashes, colons or control characters");
    }
  }

  /// Empty if no file can have that name.
  public static Optional<AppName> parse(String text) {
    return isFine(text) ? Optional.of(new AppName(text)) : Optional.empty();
  }

  private static boolean isFine(String text) {
    return !text.isBlank()
        && text.equals(text.strip())
        && !text.startsWith(".")
        && text.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
        && text.codePoints().noneMatch(AppName::meansSomething);
  }

  /// In paths, or to terminals.
  private static boolean meansSomething(int c) {
    return c == '/' || c == '\\' || c == ':' || Character.isISOControl(c);
  }

  @Override
  public int compareTo(AppName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
