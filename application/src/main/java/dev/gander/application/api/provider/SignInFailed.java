package dev.gander.application.api.provider;

import dev.gander.domain.error.Unavailable;

/// Signing in to a provider failed; previously stored credentials are unchanged.
public final class SignInFailed extends Unavailable {
  private static final long serialVersionUID = 1;
  private final String provider;
  private final String reason;

  SignInFailed(String provider, String reason) {
    super("Signing in to " + provider + " failed: " + reason);
    this.provider = provider;
    this.reason = reason;
  }

  SignInFailed(String provider, String reason, Throwable cause) {
    super("Signing in to " + provider + " failed: " + reason, cause);
    this.provider = provider;
    this.reason = reason;
  }

  public String provider() {
    return provider;
  }

  public String reason() {
    return reason;
  }
}
