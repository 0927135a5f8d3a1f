package dev.gander.application.api.provider;

import dev.gander.application.model.SessionModels;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenCaches;
import java.util.regex.Pattern;

/// `POST /config/providers/{name}/oauth`: signs in to a provider with the browser, keeps what that
/// brings, and marks the provider as set up. What was kept before stays until then.
public final class SignInToProvider {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private final SessionModels models;
  private final TokenCaches caches;
  private final SecretStore secrets;
  private final ActiveModel active;

  public SignInToProvider(
      SessionModels models, TokenCaches caches, SecretStore secrets, ActiveModel active) {
    this.models = models;
    this.caches = caches;
    this.secrets = secrets;
    this.active = active;
  }

  /// @throws InvalidInput if there is no such provider, it cannot be made, one does not sign in to
  ///   it, or that failed
  public void signIn(String name) throws InterruptedException {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInput("Invalid provider name: '" + name + "'");
    }
    Provider provider = made(name);
    try {
      keep(provider.signIn());
      active.markConfigured(name, JsonBool.TRUE);
    } catch (ProviderException e) {
      throw failed(name, e.display());
    } catch (StorageException e) {
      throw failed(name, e.text());
    }
  }

  private Provider made(String name) {
    try {
      return models.makeDefault(name).provider();
    } catch (InvalidInput | ProviderException e) {
      throw new InvalidInput("Failed to create provider '" + name + "': " + e.text());
    }
  }

  private void keep(Credentials credentials) throws InterruptedException {
    switch (credentials) {
      case Credentials.Tokens(var file, var tokens) -> caches.change(file, _ -> tokens);
      case Credentials.Secret(var key, var value) -> secrets.put(key, Json.of(value));
    }
  }

  private static GanderException failed(String provider, String reason) {
    return new InvalidInput(
        "OAuth configuration failed for provider '" + provider + "': " + reason);
  }
}
