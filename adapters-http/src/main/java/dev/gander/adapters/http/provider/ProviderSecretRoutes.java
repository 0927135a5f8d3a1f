package dev.gander.adapters.http.provider;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.provider.ProviderSecrets.Kind;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Locale;

/// Lists what is stored for providers (1.39), never the values.
public final class ProviderSecretRoutes {
  private final UseCases.Providers use;

  public ProviderSecretRoutes(UseCases.Providers use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list_provider_secrets", "/config/provider-secrets", _ -> list()),
        Route.delete("delete_provider_secret", "/config/provider-secrets/{id}", this::delete));
  }

  private Answer list() {
    return Answer.json(
        JsonObject.of("secrets", JsonArray.of(use.secrets().list(), ProviderSecretRoutes::secret)));
  }

  private static JsonObject secret(Kind kind) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("id", kind.id())
            .put("provider", kind.provider())
            .put("provider_display_name", kind.displayName())
            .put("name", kind.name())
            .put("storage", kind.isCache() ? "provider_cache" : "secret_store")
            .putOrNull("expires_at", kind.expires() == null ? null : kind.expires().toString())
            .put("status", kind.status().name().toLowerCase(Locale.ROOT))
            .put("configured", kind.isThere())
            .put("has_secret", kind.isThere())
            .put("can_delete", kind.isThere())
            .put("can_configure", kind.canConfigure());
    if (kind.canConfigure()) {
      json.put("configure_provider", kind.provider());
    }
    return json.build();
  }

  private Answer delete(Call call) {
    String id = call.path("id");
    use.secrets().delete(id);
    return Answer.json(Json.of("Deleted provider secret " + id));
  }
}
