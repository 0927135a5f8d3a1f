package dev.gander.application.api.provider;

import dev.gander.application.model.OpenSignIns;
import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.SessionModels;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.domain.provider.signin.TokenFile;
import java.util.regex.Pattern;

/// Signs in to a provider with the browser, stores the result, and marks the provider as set up.
/// Previously stored credentials stay until then.
public final class SignInToProvider {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  private final SessionModels models;
  private final TokenCaches caches;
  private final SecretStore secrets;
  private final ActiveModel active;
  private final OpenSignIns open;

  public SignInToProvider(
      SessionModels models,
      TokenCaches caches,
      SecretStore secrets,
      ActiveModel active,
      OpenSignIns open) {
    this.models = models;
    this.caches = caches;
    this.secrets = secrets;
    this.active = active;
    this.open = open;
  }

  /// @throws InvalidInput for an impossible provider name
  /// @throws ProviderNotMade if there is no such provider, or it cannot be created
  /// @throws SignInFailed if the provider has no sign-in, the sign-in failed, or its result is not
  ///   for this provider or could not be stored
  public void signIn(String name) throws InterruptedException {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInput("Invalid provider name: '" + name + "'");
    }
    Provider provider = made(name);
    try {
      keep(open.during(name, provider::signIn), name);
      active.markConfigured(name, JsonBool.TRUE);
    } catch (ProviderException e) {
      throw new SignInFailed(name, e.display(), e);
    } catch (StorageException e) {
      throw new SignInFailed(name, e.text(), e);
    }
  }

  private Provider made(String name) {
    try {
      return models.makeDefault(name).provider();
    } catch (InvalidInput | ProviderException e) {
      throw new ProviderNotMade(name, e);
    }
  }

  private void keep(Credentials credentials, String provider) throws InterruptedException {
    if (!isOwn(credentials, provider)) {
      throw new SignInFailed(provider, "it brought something that is not its own");
    }
    switch (credentials) {
      case Credentials.Tokens(var file, var tokens) -> caches.change(file, _ -> tokens);
      case Credentials.Secret(var key, var value) -> secrets.put(key, Json.of(value));
    }
  }

  /// A plug-in must not overwrite another provider's tokens or keys.
  private boolean isOwn(Credentials credentials, String provider) {
    ProviderRegistry registry = models.registry();
    return switch (credentials) {
      case Credentials.Tokens(TokenFile file, var _) ->
          registry
              .signIns()
              .find(provider)
              .filter(it -> it.cache().equals(file.cache()))
              .isPresent();
      case Credentials.Secret(String key, var _) ->
          registry.find(provider).stream()
              .flatMap(factory -> factory.metadata().configKeys().stream())
              .anyMatch(it -> it.secret() && it.name().equals(key));
    };
  }
}
