package dev.gander.application.api.provider;

import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.ProviderMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads and changes the provider and model of new sessions. What the environment says counts before
/// the settings, which alone are changed.
public final class ChooseDefaults {
  private final ProviderRegistry registry;
  private final ProviderSetup setup;
  private final KnownModels known;
  private final ActiveModel active;

  public ChooseDefaults(
      ProviderRegistry registry, ProviderSetup setup, KnownModels known, ActiveModel active) {
    this.registry = registry;
    this.setup = setup;
    this.known = known;
    this.active = active;
  }

  /// Null if not set.
  public record Defaults(@Nullable String provider, @Nullable String model) {}

  public Defaults read() {
    ActiveModel.Choice now = active.current();
    return new Defaults(now.provider(), now.model());
  }

  /// @param model null for the last one used with the provider, or else its usual one
  /// @throws InvalidInput if the provider does not exist or is not set up, or is known not to have
  ///   the model; nothing was changed
  public void save(String provider, @Nullable String model) {
    ProviderMetadata metadata =
        registry
            .find(provider)
            .orElseThrow(() -> new InvalidInput("Unknown provider: " + provider))
            .metadata();
    if (!setup.isConfigured(metadata)) {
      throw new InvalidInput("Provider is not configured: " + provider);
    }
    if (model != null) {
      requireKnown(provider, model);
    }
    active.activate(
        provider,
        model == null ? active.savedModel(provider).orElseGet(metadata::defaultModel) : model);
  }

  /// If nothing is known of its models, any may be right.
  private void requireKnown(String provider, String model) {
    List<ModelInfo> models = known.of(provider);
    if (!models.isEmpty() && models.stream().noneMatch(it -> it.name().equals(model))) {
      throw new InvalidInput(
          "Model '" + model + "' is not available for provider '" + provider + "'");
    }
  }
}
