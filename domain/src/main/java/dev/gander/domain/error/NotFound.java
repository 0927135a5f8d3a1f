package dev.gander.domain.error;

/// The requested thing does not exist; nothing was changed.
public non-sealed class NotFound extends GanderException {
  private static final long serialVersionUID = 1;

  public NotFound(String message) {
    super(message, null);
  }
}
