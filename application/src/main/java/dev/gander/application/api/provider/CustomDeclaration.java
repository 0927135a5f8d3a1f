package dev.gander.application.api.provider;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.domain.provider.declared.ProviderId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Creates declarations from users' input.
final class CustomDeclaration {
  private CustomDeclaration() {}

  static ProviderDeclaration made(String id, ProviderEngine engine, CustomProviderRequest request) {
    JsonObject description =
        JsonObject.builder()
            .put("name", id)
            .put("engine", engine.name())
            .put("display_name", request.displayName())
            .put("description", "Custom " + request.displayName() + " provider")
            .put("base_url", "")
            .put("models", JsonArray.EMPTY)
            .build();
    return said(description, List.of(), request, ProviderId.keyName(id), request.headers())
        .spokenBy(engine);
  }

  /// Whatever the request does not mention stays: description, variables, limits of models and so
  /// on.
  static ProviderDeclaration changed(
      ProviderDeclaration old,
      ProviderEngine engine,
      CustomProviderRequest request,
      String keyName) {
    JsonObject json =
        old.toJson()
            .with("engine", Json.of(engine.name()))
            .with("display_name", Json.of(request.displayName()));
    if (!engine.name().equals(old.dialect().engine().name())) {
      json = json.without(Set.of("preserves_thinking"));
    }
    Map<String, String> headers =
        request.headers() == null ? old.endpoint().headers() : request.headers();
    return said(json, old.models().listed(), request, keyName, headers).spokenBy(engine);
  }

  private static ProviderDeclaration said(
      JsonObject json,
      List<ModelInfo> known,
      CustomProviderRequest request,
      String keyName,
      @Nullable Map<String, String> headers) {
    JsonObject.Builder changed =
        JsonObject.builder()
            .putAll(json)
            .put("api_key_env", request.requiresAuth() ? keyName : "")
            .put("base_url", request.apiUrl())
            .put("models", models(request.models(), known))
            .put("headers", headers(headers))
            .put("supports_streaming", truth(request.supportsStreaming()))
            .put("requires_auth", request.requiresAuth())
            .putOrNull("catalog_provider_id", request.catalogProviderId())
            .putOrNull("base_path", request.basePath());
    if (request.preservesThinking() != null) {
      changed.put("preserves_thinking", request.preservesThinking());
    }
    return ProviderDeclaration.read(changed.build());
  }

  private static Json truth(@Nullable Boolean value) {
    return value == null ? JsonNull.NULL : Json.of(value);
  }

  private static JsonArray models(List<String> names, List<ModelInfo> known) {
    return JsonArray.of(
        names,
        name ->
            known.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseGet(() -> ModelInfo.of(name, ModelConfig.DEFAULT_CONTEXT_LIMIT))
                .toJson());
  }

  private static Json headers(@Nullable Map<String, String> headers) {
    if (headers == null || headers.isEmpty()) {
      return JsonNull.NULL;
    }
    Map<String, Json> members = new LinkedHashMap<>();
    headers.forEach((name, value) -> members.put(name, Json.of(value)));
    return new JsonObject(members);
  }
}
