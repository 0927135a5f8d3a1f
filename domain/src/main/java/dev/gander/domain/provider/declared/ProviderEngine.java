package dev.gander.domain.provider.declared;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderSettings;

/// A kind of provider that can be pointed at other services: what [Engine]s need to work.
public interface ProviderEngine extends ProviderFactory {
  /// Makes a provider of the declaration's name for its service, from the settings of this moment;
  /// opens no connection.
  ///
  /// @param declaration with its placeholders filled in
  /// @throws dev.gander.domain.error.ProviderException if its key is missing, or if it asks for
  ///   what this kind cannot do
  Provider create(ProviderDeclaration declaration, ProviderSettings settings);
}
