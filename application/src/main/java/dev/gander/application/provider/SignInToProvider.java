package dev.gander.application.provider;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import java.util.regex.Pattern;

/// `POST /config/providers/{name}/oauth`: signs in to a provider with the browser.
public record SignInToProvider(SessionModels models) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  /// @throws InvalidInput if there is no such provider, it cannot be made, or one does not sign in
  ///   to it
  public void signIn(String provider) {
    if (!NAME.matcher(provider).matches()) {
      throw new InvalidInput("Invalid provider name: '" + provider + "'");
    }
    try {
      models.makeDefault(provider);
    } catch (InvalidInput | ProviderException e) {
      throw new InvalidInput("Failed to create provider '" + provider + "': " + e.text());
    }
    throw new InvalidInput(
        "OAuth configuration failed for provider '"
            + provider
            + "': Execution error: OAuth configuration not supported by this provider");
  }
}
