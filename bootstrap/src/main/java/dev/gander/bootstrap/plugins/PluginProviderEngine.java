package dev.gander.bootstrap.plugins;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.domain.provider.signin.TokenCache;
import java.util.Optional;
import java.util.OptionalInt;

/// A plug-in's engine, behind a [Guard].
record PluginProviderEngine(PluginProviderFactory guarded, ProviderEngine engine)
    implements ProviderEngine {
  @Override
  public ProviderMetadata metadata() {
    return guarded.metadata();
  }

  @Override
  public boolean showsAllModels() {
    return guarded.showsAllModels();
  }

  @Override
  public Optional<TokenCache> tokenCache() {
    return guarded.tokenCache();
  }

  @Override
  public OptionalInt declaredLimit(String model) {
    return guarded.declaredLimit(model);
  }

  @Override
  public boolean signInReplacesKey() {
    return guarded.signInReplacesKey();
  }

  @Override
  public boolean keepsThinking() {
    return guarded.guard().promptly("keepsThinking", engine::keepsThinking);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return guarded.create(settings);
  }

  @Override
  public Provider create(ProviderDeclaration declaration, ProviderSettings settings) {
    return guarded.made(declaration.name(), settings, own -> engine.create(declaration, own));
  }
}
