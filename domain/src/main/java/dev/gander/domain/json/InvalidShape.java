package dev.gander.domain.json;

import dev.gander.domain.error.InvalidInput;

/// JSON that is well formed but not of the wanted shape: a member is missing or of the wrong type.
public final class InvalidShape extends InvalidInput {
  private static final long serialVersionUID = 1;

  public InvalidShape(String message) {
    super(message);
  }

  /// The same failure, seen from the object or array that holds the value.
  public InvalidShape within(String member) {
    String rest = String.valueOf(getMessage());
    String joint = rest.matches("(?s)[A-Za-z0-9_\\[\\].$-]+: .*") ? "." : ": ";
    return new InvalidShape(member + joint + rest);
  }
}
