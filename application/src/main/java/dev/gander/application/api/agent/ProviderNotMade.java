package dev.gander.application.api.agent;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.Unavailable;

/// The provider that was chosen cannot be made; nothing was changed.
public final class ProviderNotMade extends Unavailable {
  private static final long serialVersionUID = 1;
  private final String provider;
  private final String reason;

  ProviderNotMade(String provider, ProviderException cause) {
    super("The provider " + provider + " cannot be made: " + cause.text(), cause);
    this.provider = provider;
    this.reason = cause.text();
  }

  public String provider() {
    return provider;
  }

  /// What its factory says, for users.
  public String reason() {
    return reason;
  }
}
