package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import dev.gander.oauth.OAuthException;

/// Turns the failures of sign-ins into failures that callers of providers know.
public final class SignInFailures {
  private SignInFailures() {}

  public static ProviderException of(OAuthException failure) {
    String text = failure.text();
    return switch (failure.kind()) {
      case REFUSED -> new ProviderException.Authentication(text);
      case RATE_LIMITED -> new ProviderException.RateLimited(text, null);
      case SERVER_ERROR -> new ProviderException.ServerError(text, null);
      case UNREACHABLE -> new ProviderException.NetworkError(text, failure.getCause());
      case UNUSABLE_ANSWER -> new ProviderException.RequestFailed(text, failure.getCause());
      case NOT_POSSIBLE_HERE -> new ProviderException.ExecutionError(text, failure.getCause());
    };
  }
}
