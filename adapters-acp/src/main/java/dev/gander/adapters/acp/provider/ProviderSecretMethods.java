package dev.gander.adapters.acp.provider;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.provider.ProviderNotMade;
import dev.gander.application.api.provider.ProviderSecrets.Kind;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/// What is stored for providers, never the values, and whether they could be used (1.52).
public record ProviderSecretMethods(UseCases.Providers use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "providers/secrets/list", AcpMethod.of(_ -> list()),
        "providers/secrets/delete", AcpMethod.of(this::delete),
        "providers/readiness/check", AcpMethod.of(this::check));
  }

  private Json list() {
    return JsonObject.of(
        "secrets", JsonArray.of(use.secrets().list(), ProviderSecretMethods::secret));
  }

  private static JsonObject secret(Kind kind) {
    return JsonObject.builder()
        .put("id", kind.id())
        .put("provider", kind.provider())
        .put("providerDisplayName", kind.displayName())
        .put("name", kind.name())
        .put("storage", kind.isCache() ? "provider_cache" : "secret_store")
        .putTextIfPresent("expiresAt", kind.expires() == null ? null : kind.expires().toString())
        .put("status", kind.status().name().toLowerCase(Locale.ROOT))
        .put("configured", kind.isThere())
        .build();
  }

  private Json delete(JsonFields fields) {
    use.secrets().delete(fields.text("id"));
    return JsonObject.EMPTY;
  }

  /// Does not contact the service.
  private Json check(JsonFields fields) {
    String provider = fields.text("providerId");
    JsonObject.Builder answer = JsonObject.builder().put("providerId", provider);
    try {
      use.check().check(provider);
      return answer.put("ready", true).build();
    } catch (ProviderNotMade e) {
      return answer.put("ready", false).put("message", e.reason()).build();
    }
  }
}
