package dev.gander.adapters.http.provider;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.provider.BrowseServices;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.declared.ServiceCatalog;
import java.util.List;
import java.util.Objects;

/// The catalog of models and services.
public final class CatalogRoutes {
  private final UseCases.Providers use;

  public CatalogRoutes(UseCases.Providers use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.post(
            "get_canonical_model_info", "/config/canonical-model-info", this::canonicalModel),
        Route.get("get_provider_catalog", "/config/provider-catalog", this::services),
        Route.get(
            "get_provider_catalog_template", "/config/provider-catalog/{id}", this::template));
  }

  private record Named(String provider, String model) {
    static Named read(JsonFields fields) {
      return new Named(fields.text("provider"), fields.text("model"));
    }
  }

  private Answer canonicalModel(Call call) {
    Named named = call.body(Named::read);
    Json info =
        use.lookUp()
            .find(named.provider(), named.model())
            .<Json>map(facts -> canonical(named, facts))
            .orElse(JsonNull.NULL);
    return Answer.json(JsonObject.of("model_info", info).with("source", Json.of("canonical")));
  }

  /// Prices are per million tokens here.
  private static JsonObject canonical(Named named, ModelCatalog.Facts facts) {
    return JsonObject.builder()
        .put("provider", named.provider())
        .put("model", named.model())
        .put(
            "context_limit",
            Objects.requireNonNullElse(facts.contextLimit(), ModelConfig.DEFAULT_CONTEXT_LIMIT))
        .putOrNull("max_output_tokens", facts.maxOutputTokens())
        .put("reasoning", facts.reasoning())
        .putOrNull("input_token_cost", facts.inputPrice())
        .putOrNull("output_token_cost", facts.outputPrice())
        .putOrNull("cache_read_token_cost", facts.cacheReadPrice())
        .putOrNull("cache_write_token_cost", facts.cacheWritePrice())
        .put("currency", "$")
        .build();
  }

  private Answer services(Call call) {
    String format = call.query().optionalText("format").orElse("openai");
    List<ServiceCatalog.Service> services =
        use.services()
            .list(format)
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "Invalid format '"
                            + format
                            + "'. Must be one of: openai, anthropic, ollama"));
    return Answer.json(
        JsonArray.of(
            services,
            service -> described(service).put("model_count", service.modelCount()).build()));
  }

  private Answer template(Call call) {
    BrowseServices.Template template = use.services().template(call.path("id"));
    return Answer.json(
        described(template.service())
            .put("models", JsonArray.of(template.models(), CatalogRoutes::model))
            .put("supports_streaming", true)
            .build());
  }

  private static JsonObject.Builder described(ServiceCatalog.Service service) {
    return JsonObject.builder()
        .put("id", service.id())
        .put("name", service.name())
        .put("format", service.format().name())
        .put("api_url", service.apiUrl())
        .put("doc_url", service.docUrl())
        .put("env_var", service.keyName());
  }

  private static JsonObject model(ServiceCatalog.Model model) {
    return JsonObject.builder()
        .put("id", model.id())
        .put("name", model.name())
        .put("context_limit", model.contextLimit())
        .put(
            "capabilities",
            JsonObject.builder()
                .put("tool_call", model.callsTools())
                .put("reasoning", model.reasoning())
                .put("attachment", model.takesAttachments())
                .put("temperature", model.takesTemperature())
                .build())
        .put("deprecated", false)
        .build();
  }
}
