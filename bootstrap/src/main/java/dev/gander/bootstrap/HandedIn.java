package dev.gander.bootstrap;

import dev.gander.application.Ports;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import java.util.List;
import java.util.function.UnaryOperator;

/// What an embedding program adds to this machine's adapters, or puts in their place.
///
/// @param providers offered beside those that are found
/// @param connectors asked before the built-in ones
/// @param ports gets the ports as they would be, and returns those to use
record HandedIn(
    List<ProviderFactory> providers,
    List<ExtensionConnector> connectors,
    UnaryOperator<Ports> ports) {
  static final HandedIn NOTHING = new HandedIn(List.of(), List.of(), UnaryOperator.identity());

  HandedIn {
    providers = List.copyOf(providers);
    connectors = List.copyOf(connectors);
  }

  /// Offers a provider that exists already. It needs no keys.
  record ReadyProvider(Provider provider, String model) implements ProviderFactory {
    @Override
    public ProviderMetadata metadata() {
      return new ProviderMetadata(
          provider.name(), provider.name(), "", model, null, List.of(), "", List.of());
    }

    @Override
    public Provider create(ProviderSettings settings) {
      return provider;
    }
  }
}
