package dev.gander.adapters.acp.provider;

import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderType;
import java.util.List;
import java.util.Locale;

/// How users set a provider up.
final class SetupEntryJson {
  private SetupEntryJson() {}

  static JsonObject write(ProviderMetadata provider) {
    boolean hasSignIn = provider.configKeys().stream().anyMatch(ConfigKey::oauthFlow);
    return JsonObject.builder()
        .put("providerId", provider.name())
        .put("name", provider.displayName())
        .put("category", InventoryEntryJson.category(provider))
        .put("description", provider.description())
        .put("setupMethod", method(provider))
        .put("fields", JsonArray.of(provider.configKeys(), SetupEntryJson::field))
        .putTextIfPresent(
            "docUrl", provider.modelDocLink().isEmpty() ? null : provider.modelDocLink())
        .put("group", provider.type() == ProviderType.PREFERRED ? "default" : "additional")
        .put("showOnlyWhenInstalled", false)
        .put("aliases", JsonArray.EMPTY)
        .put("supportsInstall", false)
        .put("supportsAuth", hasSignIn)
        .put("supportsAuthStatus", hasSignIn)
        .build();
  }

  private static String method(ProviderMetadata provider) {
    List<ConfigKey> keys = provider.configKeys();
    boolean hasSignIn = keys.stream().anyMatch(ConfigKey::oauthFlow);
    if (keys.stream().anyMatch(ConfigKey::deviceCodeFlow)) {
      return "oauth_device_code";
    }
    if (hasSignIn) {
      return keys.size() > 1 ? "host_with_oauth_fallback" : "oauth_browser";
    }
    if (InventoryEntryJson.category(provider).equals("agent")) {
      return "cli_auth";
    }
    return switch (keys.size()) {
      case 0 -> "none";
      case 1 -> keys.getFirst().secret() ? "single_api_key" : "config_fields";
      default -> "config_fields";
    };
  }

  private static JsonObject field(ConfigKey key) {
    return JsonObject.builder()
        .put("key", key.name())
        .put("label", label(key.name()))
        .put("secret", key.secret())
        .put("required", key.required())
        .putTextIfPresent("defaultValue", key.defaultValue())
        .build();
  }

  /// `OPENAI_BASE_PATH` as people would write it: `Openai base path`.
  private static String label(String key) {
    String words = key.replace('_', ' ').strip().toLowerCase(Locale.ROOT);
    return words.isEmpty()
        ? key
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
