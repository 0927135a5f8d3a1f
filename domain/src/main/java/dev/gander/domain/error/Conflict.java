package dev.gander.domain.error;

/// The request is valid but not now: something is running or already exists. Nothing was changed.
public non-sealed class Conflict extends GanderException {
  private static final long serialVersionUID = 1;

  public Conflict(String message) {
    super(message, null);
  }
}
