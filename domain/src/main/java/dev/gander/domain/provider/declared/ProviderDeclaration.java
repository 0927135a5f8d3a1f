package dev.gander.domain.provider.declared;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A service that speaks the dialect of an [Engine], described by data: a file of the user, or what
/// comes with the program. The JSON form has a member for each component, named in small letters
/// with `_`; `other` keeps members of newer versions. Null is what a file does not say.
///
/// @param name the provider's name
/// @param apiKeyEnv the name of the secret that is its key, empty for none
/// @param baseUrl may hold `${NAME}` for each of `envVars`
/// @param basePath takes the place of the path in `baseUrl`
/// @param dynamicModels true: the service is asked for its models; false: `models` is the list
public record ProviderDeclaration(
    String name,
    Engine engine,
    String displayName,
    @Nullable String description,
    String apiKeyEnv,
    String baseUrl,
    List<ModelInfo> models,
    @Nullable Map<String, String> headers,
    @Nullable Integer timeoutSeconds,
    @Nullable Boolean supportsStreaming,
    boolean requiresAuth,
    @Nullable String catalogProviderId,
    @Nullable String basePath,
    @Nullable List<Variable> envVars,
    @Nullable Boolean dynamicModels,
    boolean skipCanonicalFiltering,
    @Nullable String modelDocLink,
    List<String> setupSteps,
    @Nullable String fastModel,
    @Nullable Boolean preservesThinking,
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

  private static final String STREAMING = "_STREAMING";

  public ProviderDeclaration {
    models = List.copyOf(models);
    setupSteps = List.copyOf(setupSteps);
    envVars = envVars == null ? null : List.copyOf(envVars);
    headers = headers == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /// A setting or secret that stands in the base URL. `primary` is whether users are asked for it
  /// first; null: if it is required.
  public record Variable(
      String name,
      boolean required,
      boolean secret,
      @Nullable Boolean primary,
      @Nullable String description,
      @Nullable String defaultValue) {
    JsonObject toJson() {
      return JsonObject.builder()
          .put("name", name)
          .put("required", required)
          .put("secret", secret)
          .putOrNull("primary", bool(primary))
          .putOrNull("description", description)
          .putOrNull("default", defaultValue)
          .build();
    }

    static Variable read(Json json) {
      JsonFields fields = JsonFields.of(json);
      return new Variable(
          fields.text("name"),
          fields.orElse("required", JsonFields::asBool, false),
          fields.orElse("secret", JsonFields::asBool, false),
          fields.optional("primary", JsonFields::asBool),
          fields.optionalText("description"),
          fields.optionalText("default"));
    }

    ProviderMetadata.ConfigKey key() {
      boolean first = primary == null ? required : primary;
      return new ProviderMetadata.ConfigKey(
          name, required, secret, defaultValue, false, false, first);
    }

    /// @throws ProviderException if it is required and not set
    private Optional<String> value(ProviderSettings settings) {
      Optional<String> value =
          (secret ? settings.secret(name) : settings.setting(name))
              .or(() -> Optional.ofNullable(defaultValue));
      if (value.isEmpty() && required) {
        throw new ProviderException.ExecutionError(
            "Required environment variable " + name + " is not set", null);
      }
      return value;
    }
  }

  /// Whether earlier thoughts go back to the model.
  ///
  /// @param usual whether they do where the declaration does not say
  public boolean keepsThinking(boolean usual) {
    return preservesThinking == null ? usual : preservesThinking;
  }

  /// The same, with `preservesThinking` as it holds for its engine.
  public ProviderDeclaration spokenBy(ProviderEngine speaker) {
    boolean keeps = keepsThinking(speaker.keepsThinking());
    return read(toJson().with("preserves_thinking", Json.of(keeps)));
  }

  public String descriptionOrDefault() {
    return description == null ? "Custom " + displayName + " provider" : description;
  }

  public Map<String, String> headersOrNone() {
    return Objects.requireNonNullElse(headers, Map.of());
  }

  public List<Variable> variables() {
    return Objects.requireNonNullElse(envVars, List.of());
  }

  /// The name under which the catalog of models knows the service.
  public String catalogName() {
    return catalogProviderId == null ? name : catalogProviderId;
  }

  /// What the settings pages show.
  ///
  /// @param type whether it comes with the program or from the user
  /// @param engineMetadata that of the provider which speaks the dialect
  public ProviderMetadata metadata(ProviderType type, ProviderMetadata engineMetadata) {
    return DeclaredMetadata.of(this, type, engineMetadata);
  }

  /// The declaration as it holds at this moment: with the variables in the base URL filled in. An
  /// optional one that is not set stays as it is written. A variable that is called `…_STREAMING`
  /// decides about streaming.
  ///
  /// @throws ProviderException if a required one is not set
  public ProviderDeclaration filledIn(ProviderSettings settings) {
    String url = baseUrl;
    Boolean streaming = supportsStreaming;
    for (Variable variable : variables()) {
      Optional<String> value = variable.value(settings);
      if (value.isPresent()) {
        url = url.replace("${" + variable.name() + "}", value.get());
        if (variable.name().endsWith(STREAMING)) {
          streaming = value.get().strip().equalsIgnoreCase("true");
        }
      }
    }
    Json streams = streaming == null ? JsonNull.NULL : Json.of(streaming);
    return read(toJson().with("base_url", Json.of(url)).with("supports_streaming", streams));
  }

  /// The whole form, with null for what is not said.
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("name", name)
        .put("engine", engine.name())
        .put("display_name", displayName)
        .putOrNull("description", description)
        .put("api_key_env", apiKeyEnv)
        .put("base_url", baseUrl)
        .put("models", JsonArray.of(models, ModelInfo::toJson))
        .putOrNull("headers", headers == null ? null : texts(headers))
        .putOrNull("timeout_seconds", timeoutSeconds)
        .putOrNull("supports_streaming", bool(supportsStreaming))
        .put("requires_auth", requiresAuth)
        .putOrNull("catalog_provider_id", catalogProviderId)
        .putOrNull("base_path", basePath)
        .putOrNull("env_vars", envVars == null ? null : JsonArray.of(envVars, Variable::toJson))
        .putOrNull("dynamic_models", bool(dynamicModels))
        .put("skip_canonical_filtering", skipCanonicalFiltering)
        .putOrNull("model_doc_link", modelDocLink)
        .put("setup_steps", JsonArray.ofTexts(setupSteps))
        .putOrNull("fast_model", fastModel)
        .putOrNull("preserves_thinking", bool(preservesThinking))
        .putAll(other)
        .build();
  }

  /// @throws dev.gander.domain.json.InvalidShape if a member is missing or of the wrong type
  public static ProviderDeclaration read(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new ProviderDeclaration(
        fields.text("name"),
        fields.required("engine", Engine::read),
        fields.text("display_name"),
        fields.optionalText("description"),
        fields.orElse("api_key_env", JsonFields::asText, ""),
        fields.text("base_url"),
        fields.required("models", JsonFields.listOf(ModelInfo::read)),
        fields.optional("headers", JsonFields::asTextMap),
        fields.optional("timeout_seconds", ProviderDeclaration::seconds),
        fields.optional("supports_streaming", JsonFields::asBool),
        fields.orElse("requires_auth", JsonFields::asBool, true),
        fields.optionalText("catalog_provider_id"),
        fields.optionalText("base_path"),
        fields.optional("env_vars", JsonFields.listOf(Variable::read)),
        fields.optional("dynamic_models", JsonFields::asBool),
        fields.orElse("skip_canonical_filtering", JsonFields::asBool, false),
        filled(fields.optionalText("model_doc_link")),
        fields.orElse("setup_steps", JsonFields.listOf(JsonFields::asText), List.of()),
        filled(fields.optionalText("fast_model")),
        fields.optional("preserves_thinking", JsonFields::asBool),
        fields.object().without(KNOWN));
  }

  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static int seconds(Json json) {
    long seconds = JsonFields.asUnsigned(json);
    return seconds > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) seconds;
  }

  private static @Nullable Json bool(@Nullable Boolean value) {
    return value == null ? null : Json.of(value);
  }

  private static Json texts(Map<String, String> texts) {
    Map<String, Json> members = new LinkedHashMap<>();
    texts.forEach((name, text) -> members.put(name, Json.of(text)));
    return new JsonObject(members);
  }
}
