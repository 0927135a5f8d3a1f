package dev.gander.application.api.config;

import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonString;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a setting or a secret. Only a mask of a secret is returned.
public final class ReadSetting {
  private static final int SHOWN_AT_MOST = 8;
  private static final Set<String> NEVER_SECRET =
      Set.of(ActiveModel.PROVIDER, ActiveModel.MODEL, ActiveModel.ACTIVE);

  private final Settings settings;
  private final SecretStore secrets;
  private final ActiveModel active;
  private final Function<Json, String> asText;

  /// @param asText writes JSON compactly, for masking secrets that are not texts
  public ReadSetting(
      Settings settings, SecretStore secrets, ActiveModel active, Function<Json, String> asText) {
    this.settings = settings;
    this.secrets = secrets;
    this.active = active;
    this.asText = asText;
  }

  /// The part of a setting or a secret that a client may see.
  public sealed interface Shown {
    /// A setting, [JsonNull] if it is not set.
    record Value(Json value) implements Shown {}

    /// A secret with all but its beginning replaced by `*`; null if it is not set.
    record Masked(@Nullable String text) implements Shown {}
  }

  /// Reads a setting, or with `secret` a secret. `GOOSE_PROVIDER`, `GOOSE_MODEL` and
  /// `active_provider` denote the active ones and are never secret.
  public Shown read(String key, boolean secret) {
    return secret && !NEVER_SECRET.contains(key)
        ? new Shown.Masked(secrets.find(key).map(this::mask).orElse(null))
        : new Shown.Value(setting(key));
  }

  private Json setting(String key) {
    return switch (key) {
      case ActiveModel.PROVIDER, ActiveModel.ACTIVE -> textOrNull(active.provider());
      case ActiveModel.MODEL -> textOrNull(active.model());
      case ConfiguredExtensions.KEY ->
          ConfiguredExtensions.withPlatform(settings.find(key).orElse(JsonNull.NULL));
      default -> settings.find(key).orElse(JsonNull.NULL);
    };
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
