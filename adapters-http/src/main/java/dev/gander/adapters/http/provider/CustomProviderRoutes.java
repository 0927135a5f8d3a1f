package dev.gander.adapters.http.provider;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.ClientVersion;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.provider.CustomProviderEditing.Shown;
import dev.gander.application.api.provider.CustomProviderRequest;
import dev.gander.application.api.status.AssumedVersion;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import java.util.List;

/// Providers that the user declares.
public final class CustomProviderRoutes {
  private final UseCases.Providers use;
  private final AssumedVersion assumed;

  public CustomProviderRoutes(UseCases.Providers use, AssumedVersion assumed) {
    this.use = use;
    this.assumed = assumed;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("create_custom_provider", "/config/custom-providers", this::create),
        Route.get("get_custom_provider", "/config/custom-providers/{id}", this::show),
        Route.put("update_custom_provider", "/config/custom-providers/{id}", this::update),
        Route.delete("remove_custom_provider", "/config/custom-providers/{id}", this::remove));
  }

  /// Clients of 1.26 extract the id from a sentence.
  private Answer create(Call call) {
    CustomProviderRequest request = call.body(CustomProviderRoutes::request);
    String id = use.custom().create(request);
    return ClientVersion.of(call, assumed.get()).isBefore(1, 27)
        ? Answer.json(Json.of("Custom provider added - ID: " + id))
        : Answer.json(JsonObject.of("provider_name", Json.of(id)));
  }

  private Answer show(Call call) {
    Shown shown = shown(call.path("id"));
    return Answer.json(
        JsonObject.of("config", config(shown)).with("is_editable", Json.of(shown.editable())));
  }

  private Shown shown(String id) {
    try {
      return use.custom().show(id);
    } catch (NotFound e) {
      throw new Refusal(404, "Custom provider '" + id + "' not found: " + e.text(), e);
    }
  }

  /// For a provider that comes with the program, shows its declaration as written, not the values
  /// derived from it.
  private static JsonObject config(Shown shown) {
    ProviderDeclaration declaration = shown.declaration();
    return shown.editable()
        ? declaration.toJson()
        : declaration
            .toJson()
            .with(
                "preserves_thinking",
                Json.of(Boolean.TRUE.equals(declaration.dialect().preservesThinking())));
  }

  private Answer update(Call call) {
    String id = call.path("id");
    CustomProviderRequest request = call.body(CustomProviderRoutes::request);
    use.custom().update(id, request);
    return Answer.json(Json.of("Updated custom provider: " + id));
  }

  private Answer remove(Call call) {
    String id = call.path("id");
    use.custom().remove(id);
    return Answer.json(Json.of("Removed custom provider: " + id));
  }

  private static CustomProviderRequest request(JsonFields fields) {
    return new CustomProviderRequest(
        fields.text("engine"),
        fields.text("display_name"),
        fields.text("api_url"),
        fields.text("api_key"),
        fields.required("models", JsonFields.listOf(JsonFields::asText)),
        fields.optional("supports_streaming", JsonFields::asBool),
        fields.optional("headers", JsonFields::asTextMap),
        fields.orElse("requires_auth", JsonFields::asBool, true),
        fields.optionalText("catalog_provider_id"),
        fields.optionalText("base_path"),
        fields.optional("preserves_thinking", JsonFields::asBool));
  }
}
