package dev.gander.application.api.provider;

import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.Unavailable;

/// A provider cannot be created from the settings; nothing was changed.
public final class ProviderNotMade extends Unavailable {
  private static final long serialVersionUID = 1;
  private final String provider;
  private final String reason;

  public ProviderNotMade(String provider, GanderException cause) {
    super("The provider " + provider + " cannot be made: " + cause.text(), cause);
    this.provider = provider;
    this.reason = cause.text();
  }

  public String provider() {
    return provider;
  }

  /// What is missing or wrong, for users.
  public String reason() {
    return reason;
  }
}
