package dev.gander.adapters.http.call;

import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.ServerDraining;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.error.Unavailable;

/// The one place that decides how a failure is answered.
public final class Failures {
  private Failures() {}

  public static Answer.Whole answer(GanderException failure) {
    return switch (failure) {
      case InvalidInput e -> Answer.error(400, e.text());
      case NotFound e -> Answer.error(404, e.text());
      case Conflict e -> Answer.error(409, e.text());
      case ServerDraining e -> Answer.error(503, e.text());
      case Unavailable e -> Answer.error(500, e.text());
      case ProviderException e -> answer(e);
      case ExtensionException e -> Answer.error(500, e.text());
      case StorageException e -> Answer.error(500, e.text());
    };
  }

  private static Answer.Whole answer(ProviderException failure) {
    return switch (failure) {
      case ProviderException.Authentication e ->
          Answer.error(400, "Authentication failed: " + e.text());
      case ProviderException.UsageError e -> Answer.error(400, "Usage error: " + e.text());
      case ProviderException.RateLimited e -> Answer.error(429, "Rate limit exceeded: " + e.text());
      case ProviderException.ContextLengthExceeded e -> providerError(e);
      case ProviderException.ServerError e -> providerError(e);
      case ProviderException.NetworkError e -> providerError(e);
      case ProviderException.RequestFailed e -> providerError(e);
      case ProviderException.ExecutionError e -> providerError(e);
      case ProviderException.Unsupported e -> providerError(e);
      case ProviderException.EndpointNotFound e -> providerError(e);
      case ProviderException.CreditsExhausted e -> providerError(e);
      case ProviderException.Refused e -> providerError(e);
      case ProviderException.BudgetSpent e -> Answer.error(429, e.display());
    };
  }

  private static Answer.Whole providerError(ProviderException failure) {
    return Answer.error(500, "Provider error: " + failure.text());
  }
}
