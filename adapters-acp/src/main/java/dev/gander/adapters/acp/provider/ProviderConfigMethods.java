package dev.gander.adapters.acp.provider;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.provider.ConfigureProvider;
import dev.gander.application.api.provider.ProviderNotMade;
import dev.gander.application.api.provider.SignInFailed;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What providers need to be set up.
public record ProviderConfigMethods(UseCases.Providers use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "providers/config/read", AcpMethod.of(this::read),
        "providers/config/status", AcpMethod.of(this::statuses),
        "providers/config/save", AcpMethod.of(this::save),
        "providers/config/delete", AcpMethod.of(this::delete),
        "providers/config/authenticate", AcpMethod.of(this::authenticate));
  }

  private static String id(JsonFields fields) {
    return fields.text("providerId");
  }

  private Json read(JsonFields fields) {
    return JsonObject.of(
        "fields", JsonArray.of(use.configure().fields(id(fields)), ProviderConfigMethods::field));
  }

  private static JsonObject field(ConfigureProvider.Field field) {
    return JsonObject.builder()
        .put("key", field.key().name())
        .putTextIfPresent("value", field.value())
        .put("isSet", field.value() != null)
        .put("isSecret", field.key().secret())
        .put("required", field.key().required())
        .build();
  }

  private Json statuses(JsonFields fields) {
    List<String> given =
        fields.orElse("providerIds", JsonFields.listOf(JsonFields::asText), List.of());
    List<String> wanted =
        given.isEmpty()
            ? use.list().list().stream().map(it -> it.metadata().name()).toList()
            : given;
    return JsonObject.of("statuses", JsonArray.of(new TreeSet<>(wanted), this::status));
  }

  private JsonObject status(String provider) {
    return JsonObject.of("providerId", Json.of(provider))
        .with("isConfigured", Json.of(use.configure().isConfigured(provider)));
  }

  private record Entry(String key, String value) {
    static Entry read(Json json) {
      JsonFields fields = JsonFields.of(json);
      return new Entry(fields.text("key"), fields.text("value"));
    }
  }

  private Json save(JsonFields fields) {
    String provider = id(fields);
    Map<String, String> values = new LinkedHashMap<>();
    fields
        .required("fields", JsonFields.listOf(Entry::read))
        .forEach(entry -> values.put(entry.key(), entry.value()));
    use.configure().save(provider, values);
    return changed(provider);
  }

  /// What has changed may bring other models.
  private JsonObject changed(String provider) {
    return JsonObject.of("status", status(provider))
        .with("refresh", RefreshJson.write(use.refresh().start(List.of(provider))));
  }

  private Json delete(JsonFields fields) {
    String provider = id(fields);
    use.configure().delete(provider);
    return changed(provider);
  }

  /// Answers when the user has signed in.
  private Json authenticate(JsonFields fields) throws InterruptedException {
    String provider = id(fields);
    use.configure().requireSignIn(provider);
    try {
      use.signIn().signIn(provider);
    } catch (ProviderNotMade e) {
      throw RpcError.internal(e.reason());
    } catch (SignInFailed e) {
      throw RpcError.internal(e.reason());
    }
    return changed(provider);
  }
}
