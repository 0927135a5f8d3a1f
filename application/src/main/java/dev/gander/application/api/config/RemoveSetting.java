package dev.gander.application.api.config;

import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;

/// Removes a setting or a secret. Does nothing if it does not exist.
public final class RemoveSetting {
  private final Settings settings;
  private final SecretStore secrets;
  private final ActiveModel active;

  public RemoveSetting(Settings settings, SecretStore secrets, ActiveModel active) {
    this.settings = settings;
    this.secrets = secrets;
    this.active = active;
  }

  /// @throws dev.gander.domain.error.StorageException if the file cannot be written
  public void remove(String key, boolean secret) {
    if (secret) {
      secrets.remove(key);
      return;
    }
    switch (key) {
      case ActiveModel.PROVIDER, ActiveModel.ACTIVE -> active.forgetProvider();
      case ActiveModel.MODEL -> active.forgetModel();
      default ->
          ActiveModel.markedBy(key)
              .ifPresentOrElse(active::unmarkConfigured, () -> settings.remove(key));
    }
  }
}
