package dev.gander.domain.error;

import org.jspecify.annotations.Nullable;

/// The request makes sense, but something it needs on our side is missing or broken: no provider is
/// set up, a key is missing, nobody could be reached.
public non-sealed class Unavailable extends GanderException {
  private static final long serialVersionUID = 1;

  public Unavailable(String message) {
    this(message, null);
  }

  public Unavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
