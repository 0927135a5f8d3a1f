package dev.gander.application.turn;

import dev.gander.domain.error.ServerDraining;

/// Whether this server begins anything that clients ask for. Thread-safe.
public final class Drain {
  private volatile boolean hasBegun;

  /// Nothing new is begun from now on.
  public void begin() {
    hasBegun = true;
  }

  public boolean hasBegun() {
    return hasBegun;
  }

  /// @throws ServerDraining if nothing new is begun
  public void requireNot() {
    if (hasBegun) {
      throw new ServerDraining();
    }
  }
}
