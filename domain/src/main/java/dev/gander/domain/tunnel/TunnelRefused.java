package dev.gander.domain.tunnel;

import dev.gander.domain.error.Unavailable;

/// No tunnel can be opened now. Nothing was changed.
public final class TunnelRefused extends Unavailable {
  private static final long serialVersionUID = 1;

  public TunnelRefused(String reason) {
    super(reason);
  }
}
