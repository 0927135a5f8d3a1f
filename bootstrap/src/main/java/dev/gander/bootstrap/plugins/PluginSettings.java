package dev.gander.bootstrap.plugins;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Programs;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.RequestSigner;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.domain.provider.signin.TokenFile;
import java.nio.file.Path;
import java.util.Optional;

/// The settings as a plug-in sees them: all settings, but only its own tokens. So a bug in a
/// plug-in cannot overwrite another provider's tokens. A malicious plug-in has the server's rights
/// anyway.
///
/// @param own empty for a plug-in without a sign-in
record PluginSettings(ProviderSettings settings, Optional<TokenCache> own)
    implements ProviderSettings {
  @Override
  public Optional<String> setting(String key) {
    return settings.setting(key);
  }

  @Override
  public Optional<String> secret(String key) {
    return settings.secret(key);
  }

  @Override
  public Optional<String> environment(String name) {
    return settings.environment(name);
  }

  @Override
  public Optional<TokenCaches> tokens() {
    return own.flatMap(cache -> settings.tokens().map(caches -> new OwnTokens(caches, cache)));
  }

  @Override
  public Optional<RequestSigner> signer() {
    return settings.signer();
  }

  @Override
  public Optional<Path> requestLogs() {
    return settings.requestLogs();
  }

  @Override
  public KnownSecrets knownSecrets() {
    return settings.knownSecrets();
  }

  @Override
  public Optional<Programs> programs() {
    return settings.programs();
  }

  private record OwnTokens(TokenCaches caches, TokenCache own) implements TokenCaches {
    @Override
    public Optional<Kept> find(TokenCache cache) {
      return caches.find(mine(cache));
    }

    @Override
    public Optional<JsonObject> tokens(TokenFile file) {
      mine(file.cache());
      return caches.tokens(file);
    }

    @Override
    public JsonObject change(TokenFile file, Change change) throws InterruptedException {
      mine(file.cache());
      return caches.change(file, change);
    }

    @Override
    public String deviceId(TokenCache cache) {
      return caches.deviceId(mine(cache));
    }

    @Override
    public void remove(TokenCache cache) {
      caches.remove(mine(cache));
    }

    private TokenCache mine(TokenCache cache) {
      if (!cache.equals(own)) {
        throw new IllegalArgumentException(
            "the tokens in " + cache.place() + " are not those of tokenCache()");
      }
      return cache;
    }
  }
}
