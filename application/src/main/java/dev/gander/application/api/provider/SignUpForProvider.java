package dev.gander.application.api.provider;

import dev.gander.application.model.OpenSignIns;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.provider.signin.SignUp;
import dev.gander.domain.provider.signin.SignUps;

/// Obtains a provider's key through the browser, stores it, and selects the provider.
public final class SignUpForProvider {
  private final SignUps signUps;
  private final SecretStore secrets;
  private final ActiveModel active;
  private final OpenSignIns open;

  public SignUpForProvider(
      SignUps signUps, SecretStore secrets, ActiveModel active, OpenSignIns open) {
    this.signUps = signUps;
    this.secrets = secrets;
    this.active = active;
    this.open = open;
  }

  /// The result, with a text for the user.
  public record Outcome(boolean success, String message) {}

  /// Failures are outcomes too: clients show their text.
  ///
  /// @throws NotFound if there is no sign-up for the provider
  public Outcome signUp(String provider) throws InterruptedException {
    SignUp service =
        signUps
            .find(provider)
            .orElseThrow(() -> new NotFound("One cannot sign up for '" + provider + "'"));
    try {
      String key = open.during(provider, () -> signUps.keyFor(service));
      // The key first: without it the selection would be useless.
      secrets.put(service.keyName(), Json.of(key));
      active.activate(service.provider(), service.model());
      return new Outcome(true, service.displayName() + " setup completed successfully");
    } catch (ProviderException e) {
      return new Outcome(false, e.text());
    } catch (StorageException e) {
      return new Outcome(false, "Failed to configure " + service.displayName() + ": " + e.text());
    }
  }
}
