package dev.gander.application.api.provider;

import dev.gander.application.model.SessionModels;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;

/// Sets the provider and model of new sessions, if the provider can be created.
public final class SetProvider {
  private final SessionModels models;
  private final ActiveModel active;

  public SetProvider(SessionModels models, ActiveModel active) {
    this.models = models;
    this.active = active;
  }

  /// @throws ProviderNotMade if it cannot be created; nothing was changed
  /// @throws StorageException if the choice cannot be stored
  public void set(String provider, String model) {
    try {
      models.make(provider, model);
    } catch (InvalidInput | ProviderException | StorageException e) {
      throw new ProviderNotMade(provider, e);
    }
    active.activate(provider, model);
  }
}
