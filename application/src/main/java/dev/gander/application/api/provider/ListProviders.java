package dev.gander.application.api.provider;

import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.provider.ProviderMetadata;
import java.util.List;
import java.util.Optional;

/// Lists the providers, without contacting any of them.
public final class ListProviders {
  private final ProviderRegistry registry;
  private final ProviderSetup setup;
  private final ActiveModel active;

  public ListProviders(ProviderRegistry registry, ProviderSetup setup, ActiveModel active) {
    this.registry = registry;
    this.setup = setup;
    this.active = active;
  }

  /// @param savedModel the last model used with the provider
  public record Listed(
      ProviderMetadata metadata, boolean isConfigured, Optional<String> savedModel) {}

  /// All providers, sorted by name.
  public List<Listed> list() {
    return registry.all().stream().map(factory -> listed(factory.metadata())).toList();
  }

  private Listed listed(ProviderMetadata metadata) {
    return new Listed(metadata, setup.isConfigured(metadata), active.savedModel(metadata.name()));
  }
}
