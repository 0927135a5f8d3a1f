package dev.gander.application.api.provider;

import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.model.ModelResolution;
import dev.gander.application.model.ProviderSetup;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;

/// Describes a model, whether or not it exists. The service is only queried for a context limit
/// that is not known otherwise.
public final class DescribeModel {
  private final ProviderSetup setup;
  private final ModelResolution resolution;

  public DescribeModel(ProviderSetup setup, ModelResolution resolution) {
    this.setup = setup;
    this.resolution = resolution;
  }

  /// @throws InvalidInput if there is no such provider or it is not set up
  /// @throws ModelSettingsInvalid if a model setting is invalid
  public ModelInfo describe(String provider, String model) throws InterruptedException {
    ProviderFactory factory = setup.configured(provider);
    ModelConfig resolved = withToldLimit(factory, resolve(factory, model));
    return ModelInfo.of(
        model, resolved.contextLimitOrDefault(), Boolean.TRUE.equals(resolved.reasoning()));
  }

  private ModelConfig withToldLimit(ProviderFactory factory, ModelConfig model)
      throws InterruptedException {
    if (model.contextLimit() != null) {
      return model;
    }
    try (Provider provider = factory.create(setup.settings())) {
      return new ConfiguredModel(provider, model, null).withToldLimit().model();
    } catch (ProviderException _) {
      // The rest of the description is still valid.
      return model;
    }
  }

  private ModelConfig resolve(ProviderFactory factory, String model) {
    try {
      return resolution.resolve(factory, ModelConfig.of(model));
    } catch (InvalidInput e) {
      throw new ModelSettingsInvalid(e);
    }
  }
}
