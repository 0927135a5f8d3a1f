package dev.gander.adapters.acp.provider;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.provider.CustomProviderEditing.Shown;
import dev.gander.application.api.provider.CustomProviderRequest;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// Providers that the user declares.
public record CustomProviderMethods(UseCases.Providers use) {
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "providers/custom/create", AcpMethod.of(this::create),
        "providers/custom/read", AcpMethod.of(this::read),
        "providers/custom/update", AcpMethod.of(this::update),
        "providers/custom/delete", AcpMethod.of(this::delete));
  }

  private static CustomProviderRequest request(JsonFields fields) {
    CustomProviderRequest request =
        new CustomProviderRequest(
            fields.text("engine"),
            fields.text("displayName").strip(),
            fields.text("apiUrl").strip(),
            Objects.requireNonNullElse(fields.optionalText("apiKey"), ""),
            fields.required("models", JsonFields.listOf(JsonFields::asText)),
            fields.optional("supportsStreaming", JsonFields::asBool),
            fields.orElse("headers", JsonFields::asTextMap, Map.of()),
            fields.bool("requiresAuth"),
            fields.optionalText("catalogProviderId"),
            fields.optionalText("basePath"),
            fields.optional("preservesThinking", JsonFields::asBool));
    check(request);
    return request;
  }

  private static void check(CustomProviderRequest request) {
    refuseIf(request.displayName().isEmpty(), "displayName cannot be empty");
    checkUrl(request.apiUrl());
    refuseIf(
        request.models().isEmpty() || request.models().stream().anyMatch(String::isBlank),
        "models cannot be empty");
    Objects.requireNonNullElse(request.headers(), Map.<String, String>of())
        .keySet()
        .forEach(name -> refuseIf(!HEADER.matcher(name).matches(), "Invalid header name: " + name));
  }

  private static void checkUrl(String url) {
    refuseIf(url.isEmpty(), "apiUrl cannot be empty");
    try {
      URI uri = new URI(url);
      refuseIf(uri.getScheme() == null || uri.getHost() == null, "apiUrl must be a valid URL");
      refuseIf(
          !Set.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT)),
          "apiUrl must use HTTP or HTTPS");
    } catch (URISyntaxException _) {
      throw RpcError.invalidParams("apiUrl must be a valid URL");
    }
  }

  private static void refuseIf(boolean wrong, String problem) {
    if (wrong) {
      throw RpcError.invalidParams(problem);
    }
  }

  private Json create(JsonFields fields) {
    return changed(use.custom().create(request(fields)));
  }

  private JsonObject changed(String id) {
    return JsonObject.builder()
        .put("providerId", id)
        .put("status", status(id))
        .put("refresh", RefreshJson.write(use.refresh().start(List.of(id))))
        .build();
  }

  private JsonObject status(String id) {
    return JsonObject.of("providerId", Json.of(id))
        .with("isConfigured", Json.of(use.configure().isConfigured(id)));
  }

  private Shown shown(String id) {
    try {
      return use.custom().show(id);
    } catch (NotFound _) {
      throw unknown(id);
    }
  }

  private static RpcError unknown(String id) {
    return RpcError.invalidParams("Unknown provider: " + id);
  }

  private Json read(JsonFields fields) {
    String id = fields.text("providerId");
    Shown shown = shown(id);
    return JsonObject.builder()
        .put("provider", provider(shown.declaration()))
        .put("editable", shown.editable())
        .put("status", status(id))
        .build();
  }

  private JsonObject provider(ProviderDeclaration declared) {
    JsonObject.Builder headers = JsonObject.builder();
    declared.endpoint().headersOrNone().forEach(headers::put);
    Boolean streams = declared.dialect().supportsStreaming();
    String key = declared.key().name();
    return JsonObject.builder()
        .put("providerId", declared.name())
        .put("engine", declared.dialect().engine().name() + "_compatible")
        .put("displayName", declared.page().displayName())
        .put("apiUrl", declared.endpoint().baseUrl())
        .put(
            "models",
            JsonArray.ofTexts(declared.models().listed().stream().map(ModelInfo::name).toList()))
        .putIfPresent("supportsStreaming", streams == null ? null : Json.of(streams))
        .put("headers", headers.build())
        .put("requiresAuth", declared.key().required())
        .putTextIfPresent("catalogProviderId", declared.models().catalogId())
        .putTextIfPresent("basePath", declared.endpoint().basePath())
        .putTextIfPresent("apiKeyEnv", key.isEmpty() ? null : key)
        .put("apiKeySet", use.custom().hasKey(declared))
        .put("preservesThinking", Boolean.TRUE.equals(declared.dialect().preservesThinking()))
        .build();
  }

  private Json update(JsonFields fields) {
    String id = fields.text("providerId");
    CustomProviderRequest request = request(fields);
    refuseIf(!shown(id).editable(), "Provider is not editable: " + id);
    use.custom().update(id, request);
    return changed(id);
  }

  private Json delete(JsonFields fields) {
    String id = fields.text("providerId");
    try {
      use.custom().remove(id);
    } catch (NotFound _) {
      throw unknown(id);
    }
    return JsonObject.builder()
        .put("providerId", id)
        .put("refresh", RefreshJson.write(use.refresh().start(List.of(id))))
        .build();
  }
}
