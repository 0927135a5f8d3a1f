package dev.gander.domain.download;

import dev.gander.domain.error.Unavailable;

/// The user forbids look-ups and downloads.
public final class Offline extends Unavailable {
  private static final long serialVersionUID = 1;

  /// @param setting that forbids them
  public Offline(String setting) {
    super(setting + " is set: nothing is looked up or downloaded from the network");
  }
}
