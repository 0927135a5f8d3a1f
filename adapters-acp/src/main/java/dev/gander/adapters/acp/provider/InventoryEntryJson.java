package dev.gander.adapters.acp.provider;

import dev.gander.application.api.provider.KnownModels;
import dev.gander.application.api.provider.ListProviders.Listed;
import dev.gander.application.api.provider.RefreshModels;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A provider with its models.
record InventoryEntryJson(KnownModels known, RefreshModels refresh) {

  JsonObject write(Listed listed) {
    ProviderMetadata provider = listed.metadata();
    RefreshModels.Attempt last = refresh.last(provider.name()).orElse(null);
    return JsonObject.builder()
        .put("providerId", provider.name())
        .put("providerName", provider.displayName())
        .put("description", provider.description())
        .put("defaultModel", provider.defaultModel())
        .put("configured", listed.isConfigured())
        .put("providerType", provider.type().wireName())
        .put("category", category(provider))
        .put("configKeys", JsonArray.of(provider.configKeys(), InventoryEntryJson::key))
        .put("setupSteps", JsonArray.ofTexts(provider.setupSteps()))
        .put("supportsRefresh", true)
        .put("refreshing", refresh.isRunning(provider.name()))
        .put("models", JsonArray.of(known.of(provider.name()), model -> model(model, provider)))
        .putTextIfPresent("lastUpdatedAt", text(known.listedAt(provider.name())))
        .putTextIfPresent("lastRefreshAttemptAt", last == null ? null : text(last.begun()))
        .putTextIfPresent("lastRefreshError", last == null ? null : last.problem())
        .put("stale", known.isStale(provider.name()))
        .putTextIfPresent("modelSelectionHint", provider.modelSelectionHint())
        .build();
  }

  /// A program with a model of its own, or a service.
  static String category(ProviderMetadata provider) {
    boolean hasSecret = provider.configKeys().stream().anyMatch(ConfigKey::secret);
    return !hasSecret && !provider.setupSteps().isEmpty() ? "agent" : "model";
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static JsonObject key(ConfigKey key) {
    return JsonObject.builder()
        .put("name", key.name())
        .put("required", key.required())
        .put("secret", key.secret())
        .putOrNull("default", key.defaultValue())
        .put("oauthFlow", key.oauthFlow())
        .put("deviceCodeFlow", key.deviceCodeFlow())
        .put("primary", key.primary())
        .build();
  }

  private static JsonObject model(ModelInfo model, ProviderMetadata provider) {
    return JsonObject.builder()
        .put("id", model.name())
        .put("name", model.name())
        .put("contextLimit", model.contextLimit())
        .put("reasoning", model.reasoning())
        .put("recommended", model.name().equals(provider.defaultModel()))
        .build();
  }
}
