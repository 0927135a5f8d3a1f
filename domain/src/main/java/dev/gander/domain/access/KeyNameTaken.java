package dev.gander.domain.access;

import dev.gander.domain.error.Conflict;

/// Another key that is not revoked has this name.
public final class KeyNameTaken extends Conflict {
  private static final long serialVersionUID = 1;

  public KeyNameTaken(String name) {
    super("There is a key called '" + name + "' already");
  }
}
