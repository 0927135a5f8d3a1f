package dev.gander.application.api.provider;

import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.provider.ProviderMetadata;
import java.util.List;
import java.util.Optional;

/// Lists the providers, without asking any of them over the network.
public final class ListProviders {
  private final ProviderRegistry registry;
  private final ProviderSetup setup;
  private final ActiveModel active;

  public ListProviders(ProviderRegistry registry, ProviderSetup setup, ActiveModel active) {
    this.registry = registry;
    this.setup = setup;
    this.active = active;
  }

  /// @param savedModel the model that the provider was last used with
  public record Listed(
      ProviderMetadata metadata, boolean isConfigured, Optional<String> savedModel) {}

  /// All of them, sorted by name.
  public List<Listed> list() {
    return registry.all().stream().map(factory -> listed(factory.metadata())).toList();
  }

  private Listed listed(ProviderMetadata metadata) {
    return new Listed(metadata, setup.isConfigured(metadata), active.savedModel(metadata.name()));
  }
}
