package dev.gander.domain.access;

import dev.gander.domain.error.NotFound;

/// There is no such key, or it was revoked; nothing was changed.
public final class KeyNotFound extends NotFound {
  private static final long serialVersionUID = 1;

  public KeyNotFound(String idOrName) {
    super("Key not found: " + idOrName);
  }
}
