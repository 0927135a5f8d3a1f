package dev.gander.domain.provider.declared;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderSettings;

/// A kind of provider that can be pointed at other services: what [Engine]s need to work.
public interface ProviderEngine extends ProviderFactory {
  /// Creates a provider with the declaration's name for its service, from the current settings;
  /// opens no connection.
  ///
  /// @param declaration with its placeholders filled in
  /// @throws dev.gander.domain.error.ProviderException if its key is missing, or if it needs what
  ///   this kind cannot do
  Provider create(ProviderDeclaration declaration, ProviderSettings settings);
}
