package dev.gander.application.api.config;

import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;

/// Stores a setting or a secret. A text under `GOOSE_PROVIDER` or `GOOSE_MODEL` changes the active
/// provider or model (goosed 1.35 and newer), even if it is sent as a secret.
public final class UpsertSetting {
  private final Settings settings;
  private final SecretStore secrets;
  private final ActiveModel active;

  public UpsertSetting(Settings settings, SecretStore secrets, ActiveModel active) {
    this.settings = settings;
    this.secrets = secrets;
    this.active = active;
  }

  /// @throws dev.gander.domain.error.StorageException if it cannot be stored; nothing was changed
  public void upsert(String key, Json value, boolean secret) {
    if (value instanceof JsonString(String text) && key.equals(ActiveModel.PROVIDER)) {
      active.activate(text);
    } else if (value instanceof JsonString(String text) && key.equals(ActiveModel.MODEL)) {
      active.useModel(text);
    } else if (secret) {
      secrets.put(key, value);
    } else {
      put(key, value);
    }
  }

  /// Clients up to 1.34 mark a provider as configured with a flat key, newer ones in the structure.
  private void put(String key, Json value) {
    ActiveModel.markedBy(key)
        .ifPresentOrElse(
            provider -> active.markConfigured(provider, value), () -> settings.put(key, value));
  }
}
