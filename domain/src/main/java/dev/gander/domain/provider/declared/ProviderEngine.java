package dev.gander.domain.provider.declared;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderSettings;

/// A kind of provider that can be pointed at other services by declarations, which name it as their
/// [Engine].
public interface ProviderEngine extends ProviderFactory {
  /// Whether earlier thinking is sent back to the model if a declaration leaves that open.
  default boolean keepsThinking() {
    return false;
  }

  /// Creates a provider with the name of the declaration for its service, from the current
  /// settings; opens no connection.
  ///
  /// @param declaration with its placeholders filled in
  /// @throws dev.gander.domain.error.ProviderException if its key is missing, or if it needs
  ///   something that this kind does not support
  Provider create(ProviderDeclaration declaration, ProviderSettings settings);
}
