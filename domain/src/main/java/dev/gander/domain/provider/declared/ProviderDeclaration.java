package dev.gander.domain.provider.declared;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A service that uses the dialect of an [Engine], described by data: a user's file, or data that
/// ships with the program. The JSON form is flat: the members of all parts are side by side, and
/// `other` keeps those of newer versions.
///
/// @param name the provider's name
public record ProviderDeclaration(
    String name,
    ServicePage page,
    ServiceDialect dialect,
    ServiceEndpoint endpoint,
    ServiceKey key,
    ServiceModels models,
    JsonObject other) {
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "engine",
          "display_name",
          "description",
          "api_key_env",
          "base_url",
          "models",
          "headers",
          "timeout_seconds",
          "supports_streaming",
          "requires_auth",
          "catalog_provider_id",
          "base_path",
          "env_vars",
          "dynamic_models",
          "skip_canonical_filtering",
          "model_doc_link",
          "setup_steps",
          "fast_model",
          "preserves_thinking");

  /// The same declaration, with `preserves_thinking` resolved for its engine.
  public ProviderDeclaration spokenBy(ProviderEngine speaker) {
    boolean keeps = dialect.keepsThinking(speaker.keepsThinking());
    return new ProviderDeclaration(
        name, page, dialect.withThinking(keeps), endpoint, key, models, other);
  }

  /// The service's name in the model catalog.
  public String catalogName() {
    return models.catalogId() == null ? name : models.catalogId();
  }

  /// What the settings pages show.
  ///
  /// @param type whether it ships with the program or comes from the user
  /// @param engineMetadata of the provider that implements the dialect
  public ProviderMetadata metadata(ProviderType type, ProviderMetadata engineMetadata) {
    return DeclaredMetadata.of(this, type, engineMetadata);
  }

  /// The declaration with the current values of the variables in its base URL. The placeholder of
  /// an optional variable that is not set stays. A variable named `…_STREAMING` decides whether
  /// answers are streamed.
  ///
  /// @throws dev.gander.domain.error.ProviderException if a required one is not set
  public ProviderDeclaration filledIn(ProviderSettings settings) {
    ServiceEndpoint filled = endpoint.filledIn(settings);
    ServiceDialect spoken =
        endpoint.streaming(settings).map(dialect::withStreaming).orElse(dialect);
    return new ProviderDeclaration(name, page, spoken, filled, key, models, other);
  }

  /// The complete form, with null for absent members.
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("name", name)
        .put("engine", dialect.engine().name())
        .put("display_name", page.displayName())
        .putOrNull("description", page.description())
        .put("api_key_env", key.name())
        .put("base_url", endpoint.baseUrl())
        .put("models", JsonArray.of(models.listed(), ModelInfo::toJson))
        .putOrNull("headers", texts(endpoint.headers()))
        .putOrNull("timeout_seconds", endpoint.timeoutSeconds())
        .putOrNull("supports_streaming", bool(dialect.supportsStreaming()))
        .put("requires_auth", key.required())
        .putOrNull("catalog_provider_id", models.catalogId())
        .putOrNull("base_path", endpoint.basePath())
        .putOrNull("env_vars", variables())
        .putOrNull("dynamic_models", bool(models.dynamic()))
        .put("skip_canonical_filtering", models.showsAll())
        .putOrNull("model_doc_link", page.modelDocLink())
        .put("setup_steps", JsonArray.ofTexts(page.setupSteps()))
        .putOrNull("fast_model", models.fast())
        .putOrNull("preserves_thinking", bool(dialect.preservesThinking()))
        .putAll(other)
        .build();
  }

  /// @throws dev.gander.domain.json.InvalidShape if a member is missing or has the wrong type
  public static ProviderDeclaration read(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new ProviderDeclaration(
        fields.text("name"),
        ServicePage.read(fields),
        ServiceDialect.read(fields),
        ServiceEndpoint.read(fields),
        ServiceKey.read(fields),
        ServiceModels.read(fields),
        fields.object().without(KNOWN));
  }

  static @Nullable String filled(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  static @Nullable Json bool(@Nullable Boolean value) {
    return value == null ? null : Json.of(value);
  }

  private @Nullable Json variables() {
    return endpoint.envVars() == null
        ? null
        : JsonArray.of(endpoint.envVars(), ServiceEndpoint.Variable::toJson);
  }

  private static @Nullable Json texts(@Nullable Map<String, String> texts) {
    if (texts == null) {
      return null;
    }
    Map<String, Json> members = new LinkedHashMap<>();
    texts.forEach((name, text) -> members.put(name, Json.of(text)));
    return new JsonObject(members);
  }
}
