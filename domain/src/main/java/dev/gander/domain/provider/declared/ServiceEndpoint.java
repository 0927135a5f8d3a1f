package dev.gander.domain.provider.declared;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where and how a declared service is reached. Null means absent from the file.
///
/// @param baseUrl may contain `${NAME}` for each of the variables
/// @param basePath replaces the path in `baseUrl`
/// @param timeoutSeconds for a whole answer
public record ServiceEndpoint(
    String baseUrl,
    @Nullable String basePath,
    @Nullable Map<String, String> headers,
    @Nullable Integer timeoutSeconds,
    @Nullable List<Variable> envVars) {
  private static final String STREAMING = "_STREAMING";

  public ServiceEndpoint {
    envVars = envVars == null ? null : List.copyOf(envVars);
    headers = headers == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /// A setting or secret in the base URL. `primary` is whether users are asked for it first; null
  /// means if it is required.
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
          .putOrNull("primary", ProviderDeclaration.bool(primary))
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

  public Map<String, String> headersOrNone() {
    return Objects.requireNonNullElse(headers, Map.of());
  }

  public List<Variable> variables() {
    return Objects.requireNonNullElse(envVars, List.of());
  }

  /// The endpoint with the variables in its base URL filled in; the placeholder of an optional one
  /// that is not set stays.
  ///
  /// @throws ProviderException if a required one is not set
  ServiceEndpoint filledIn(ProviderSettings settings) {
    String url = baseUrl;
    for (Variable variable : variables()) {
      Optional<String> value = variable.value(settings);
      if (value.isPresent()) {
        url = url.replace("${" + variable.name() + "}", value.get());
      }
    }
    return new ServiceEndpoint(url, basePath, headers, timeoutSeconds, envVars);
  }

  /// The value of the last variable named `…_STREAMING` that is set.
  Optional<Boolean> streaming(ProviderSettings settings) {
    return variables().stream()
        .filter(variable -> variable.name().endsWith(STREAMING))
        .flatMap(variable -> variable.value(settings).stream())
        .map(value -> value.strip().equalsIgnoreCase("true"))
        .reduce((_, last) -> last);
  }

  static ServiceEndpoint read(JsonFields fields) {
    return new ServiceEndpoint(
        fields.text("base_url"),
        fields.optionalText("base_path"),
        fields.optional("headers", JsonFields::asTextMap),
        fields.optional("timeout_seconds", ServiceEndpoint::seconds),
        fields.optional("env_vars", JsonFields.listOf(Variable::read)));
  }

  private static int seconds(Json json) {
    long seconds = JsonFields.asUnsigned(json);
    return seconds > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) seconds;
  }
}
