package dev.gander.adapters.llm.cassette;

import dev.gander.domain.provider.Programs;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.RequestSigner;
import dev.gander.domain.provider.TokenCaches;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Settings that remember which secrets they gave out: they may come from the environment.
record OverheardSettings(ProviderSettings settings, Set<String> secrets)
    implements ProviderSettings {
  @Override
  public Optional<String> setting(String key) {
    return settings.setting(key);
  }

  @Override
  public Optional<String> secret(String key) {
    Optional<String> secret = settings.secret(key);
    secret.map(String::strip).ifPresent(secrets::add);
    return secret;
  }

  @Override
  public Optional<String> environment(String name) {
    return settings.environment(name);
  }

  @Override
  public Optional<TokenCaches> tokens() {
    return settings.tokens();
  }

  @Override
  public Optional<Path> requestLogs() {
    return settings.requestLogs();
  }

  @Override
  public Optional<Programs> programs() {
    return settings.programs();
  }

  @Override
  public Optional<RequestSigner> signer() {
    return settings.signer();
  }
}
