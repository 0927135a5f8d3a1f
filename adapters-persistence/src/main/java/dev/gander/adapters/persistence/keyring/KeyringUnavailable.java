package dev.gander.adapters.persistence.keyring;

import org.jspecify.annotations.Nullable;

/// There is no keyring to use. The message contains no secret.
public final class KeyringUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public KeyringUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
