package dev.gander.bootstrap.plugins;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.domain.provider.signin.TokenCache;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// A plug-in's factory, behind a [Guard].
///
/// @param metadata queried once
/// @param tokenCache queried once
record PluginProviderFactory(
    Guard guard,
    ProviderMetadata metadata,
    Optional<TokenCache> tokenCache,
    ProviderFactory factory)
    implements ProviderFactory {
  /// An engine stays an engine, so that declarations can name it.
  static ProviderFactory of(
      Guard guard,
      ProviderMetadata metadata,
      Optional<TokenCache> tokenCache,
      ProviderFactory factory) {
    var guarded = new PluginProviderFactory(guard, metadata, tokenCache, factory);
    return factory instanceof ProviderEngine engine
        ? new PluginProviderEngine(guarded, engine)
        : guarded;
  }

  @Override
  public boolean showsAllModels() {
    return guard.promptly("showsAllModels", factory::showsAllModels);
  }

  @Override
  public OptionalInt declaredLimit(String model) {
    return guard.promptly("declaredLimit", () -> factory.declaredLimit(model));
  }

  @Override
  public boolean signInReplacesKey() {
    return guard.promptly("signInReplacesKey", factory::signInReplacesKey);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return made(metadata.name(), settings, factory::create);
  }

  /// Creates a provider with this name; any problem becomes a provider failure.
  Provider made(String name, ProviderSettings settings, Function<ProviderSettings, Provider> make) {
    ProviderSettings own = new PluginSettings(settings, tokenCache);
    return new PluginProvider(name, guard.promptly("create", () -> make.apply(own)), guard);
  }
}
