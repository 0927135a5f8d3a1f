package dev.gander.application.api.config;

import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonString;
import java.util.Optional;
import java.util.function.Function;

/// `POST /config/read`. Secrets are only shown as a mask.
///
/// @param asText writes JSON compactly, for masking secrets that are no texts
public record ReadSetting(
    Settings settings, SecretStore secrets, ActiveModel active, Function<Json, String> asText) {
  private static final int SHOWN_AT_MOST = 8;

  /// The value of a setting, [JsonNull] if it is not set. `GOOSE_PROVIDER`, `GOOSE_MODEL` and
  /// `active_provider` mean the active ones.
  public Json read(String key) {
    return switch (key) {
      case ActiveModel.PROVIDER, ActiveModel.ACTIVE -> textOrNull(active.provider());
      case ActiveModel.MODEL -> textOrNull(active.model());
      case ListConfiguredExtensions.KEY ->
          ConfiguredExtensions.withPlatform(settings.find(key).orElse(JsonNull.NULL));
      default -> settings.find(key).orElse(JsonNull.NULL);
    };
  }

  /// Whether reading this key is about a setting even if a secret was asked for.
  public static boolean isNeverSecret(String key) {
    return ActiveModel.PROVIDER.equals(key)
        || ActiveModel.MODEL.equals(key)
        || ActiveModel.ACTIVE.equals(key);
  }

  /// A secret with all but its beginning replaced by `*`; empty if it is not set.
  public Optional<String> masked(String key) {
    return secrets.find(key).map(this::mask);
  }

  private String mask(Json secret) {
    String text = secret instanceof JsonString(String value) ? value : asText.apply(secret);
    int length = text.codePointCount(0, text.length());
    int shown = Math.min(length / 2, SHOWN_AT_MOST);
    return text.substring(0, text.offsetByCodePoints(0, shown)) + "*".repeat(length - shown);
  }

  private static Json textOrNull(Optional<String> text) {
    return text.map(Json::of).orElse(JsonNull.NULL);
  }
}
