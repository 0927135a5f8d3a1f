package dev.gander.domain.provider;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What the settings pages show about a provider. For the fast model actually in use, see
/// [Provider#fastModel()]. `setupSteps` explain how to get started; `modelSelectionHint` explains
/// where models are chosen if not here.
public record ProviderMetadata(
    String name,
    ProviderType type,
    String displayName,
    String description,
    String defaultModel,
    @Nullable String fastModel,
    List<ModelInfo> knownModels,
    String modelDocLink,
    List<ConfigKey> configKeys,
    List<String> setupSteps,
    @Nullable String modelSelectionHint) {
  /// @throws NullPointerException if a required value is missing, with its name
  public ProviderMetadata {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(displayName, "displayName");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(defaultModel, "defaultModel");
    Objects.requireNonNull(modelDocLink, "modelDocLink");
    knownModels = List.copyOf(knownModels);
    configKeys = List.copyOf(configKeys);
    setupSteps = List.copyOf(setupSteps);
  }

  /// A built-in provider that needs no setup steps or hints.
  public ProviderMetadata(
      String name,
      String displayName,
      String description,
      String defaultModel,
      @Nullable String fastModel,
      List<ModelInfo> knownModels,
      String modelDocLink,
      List<ConfigKey> configKeys) {
    this(
        name,
        ProviderType.BUILTIN,
        displayName,
        description,
        defaultModel,
        fastModel,
        knownModels,
        modelDocLink,
        configKeys,
        List.of(),
        null);
  }

  /// The context limit of a model in tokens, from `knownModels`; empty for an unlisted model.
  public OptionalInt listedLimit(String model) {
    return knownModels.stream()
        .filter(info -> info.name().equalsIgnoreCase(model) && info.contextLimit() > 0)
        .mapToInt(ModelInfo::contextLimit)
        .findFirst();
  }

  /// The JSON form that clients receive: without the type, which is its sibling there.
  public JsonObject toJson() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("name", name)
            .put("display_name", displayName)
            .put("description", description)
            .put("default_model", defaultModel)
            .put("known_models", JsonArray.of(knownModels, ModelInfo::toJson))
            .put("model_doc_link", modelDocLink)
            .put("config_keys", JsonArray.of(configKeys, ConfigKey::toJson))
            .put("setup_steps", JsonArray.ofTexts(setupSteps));
    if (modelSelectionHint != null) {
      json.put("model_selection_hint", modelSelectionHint);
    }
    if (fastModel != null) {
      json.put("fast_model", fastModel);
    }
    return json.build();
  }

  /// Reads the form of [#toJson()] with the type in its own member; lists may be omitted.
  ///
  /// @throws dev.gander.domain.json.InvalidShape for anything else
  public static ProviderMetadata read(JsonObject json) {
    JsonFields fields = JsonFields.of(json);
    return new ProviderMetadata(
        fields.text("name"),
        fields.required("type", ProviderType::read),
        fields.text("display_name"),
        fields.text("description"),
        fields.text("default_model"),
        fields.optionalText("fast_model"),
        fields.orElse("known_models", JsonFields.listOf(ModelInfo::read), List.of()),
        fields.text("model_doc_link"),
        fields.orElse("config_keys", JsonFields.listOf(ConfigKey::read), List.of()),
        fields.orElse("setup_steps", JsonFields.listOf(JsonFields::asText), List.of()),
        fields.optionalText("model_selection_hint"));
  }

  /// A setting or secret that configures a provider. Users are asked for `primary` keys first; the
  /// values of `oauthFlow` and `deviceCodeFlow` keys are obtained by signing in.
  public record ConfigKey(
      String name,
      boolean required,
      boolean secret,
      @Nullable String defaultValue,
      boolean oauthFlow,
      boolean deviceCodeFlow,
      boolean primary) {
    public ConfigKey {
      Objects.requireNonNull(name, "name of a key");
    }

    public static ConfigKey secret(String name) {
      return new ConfigKey(name, true, true, null, false, false, true);
    }

    public static ConfigKey setting(String name, @Nullable String defaultValue) {
      return new ConfigKey(name, false, false, defaultValue, false, false, false);
    }

    JsonObject toJson() {
      return JsonObject.builder()
          .put("name", name)
          .put("required", required)
          .put("secret", secret)
          .putOrNull("default", defaultValue)
          .put("oauth_flow", oauthFlow)
          .put("device_code_flow", deviceCodeFlow)
          .put("primary", primary)
          .build();
    }

    /// Missing flags are false.
    static ConfigKey read(Json json) {
      JsonFields fields = JsonFields.of(json);
      return new ConfigKey(
          fields.text("name"),
          isSet(fields, "required"),
          isSet(fields, "secret"),
          fields.optionalText("default"),
          isSet(fields, "oauth_flow"),
          isSet(fields, "device_code_flow"),
          isSet(fields, "primary"));
    }

    private static boolean isSet(JsonFields fields, String mark) {
      return Objects.requireNonNullElse(fields.optional(mark, JsonFields::asBool), false);
    }
  }
}
