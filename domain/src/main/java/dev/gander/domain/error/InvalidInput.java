package dev.gander.domain.error;

/// The caller gave a value that is not allowed; nothing was changed.
public non-sealed class InvalidInput extends GanderException {
  private static final long serialVersionUID = 1;

  public InvalidInput(String message) {
    super(message, null);
  }

  /// The text without the values that it quotes, which in a file of the user may be secrets.
  public String unquoted() {
    return text();
  }
}
