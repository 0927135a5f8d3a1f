package dev.gander.application.api.provider;

import dev.gander.application.model.SessionModels;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;

/// Checks whether a provider can be created from the settings. Does not contact its service.
public final class CheckProvider {
  private final SessionModels models;

  public CheckProvider(SessionModels models) {
    this.models = models;
  }

  /// @throws ProviderNotMade if it cannot be created
  public void check(String provider) {
    try {
      models.makeDefault(provider);
    } catch (InvalidInput | ProviderException | StorageException e) {
      throw new ProviderNotMade(provider, e);
    }
  }
}
