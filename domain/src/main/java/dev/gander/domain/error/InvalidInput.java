package dev.gander.domain.error;

/// The caller passed a value that is not allowed; nothing was changed.
public non-sealed class InvalidInput extends GanderException {
  private static final long serialVersionUID = 1;

  public InvalidInput(String message) {
    super(message, null);
  }

  /// The text without the values it quotes, which may be secrets if they come from a user's file.
  public String unquoted() {
    return text();
  }
}
