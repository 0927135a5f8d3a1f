package dev.gander.adapters.acp.provider;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.provider.BrowseServices;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.declared.ServiceCatalog;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Services that users could declare, and what is asked of them to set a provider up.
public record CatalogMethods(UseCases.Providers use) {
  private static final List<String> FORMATS = List.of("openai", "anthropic", "ollama");

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "providers/catalog/list", AcpMethod.of(this::list),
        "providers/catalog/template", AcpMethod.of(this::template),
        "providers/setup/catalog/list",
            AcpMethod.of(
                _ ->
                    JsonObject.of(
                        "providers",
                        JsonArray.of(
                            use.list().list(), it -> SetupEntryJson.write(it.metadata())))));
  }

  private Json list(JsonFields fields) {
    String format = fields.optionalText("format");
    List<ServiceCatalog.Service> found =
        format == null
            ? FORMATS.stream()
                .flatMap(known -> use.services().list(known).stream())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(ServiceCatalog.Service::name))
                .toList()
            : ofFormat(format);
    return JsonObject.of(
        "providers",
        JsonArray.of(
            found, service -> described(service).put("modelCount", service.modelCount()).build()));
  }

  private List<ServiceCatalog.Service> ofFormat(String format) {
    return Stream.of(format)
        .filter(FORMATS::contains)
        .map(use.services()::list)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> RpcError.invalidParams("unknown provider format: " + format));
  }

  private Json template(JsonFields fields) {
    String id = fields.text("providerId");
    try {
      BrowseServices.Template template = use.services().template(id);
      return JsonObject.of(
          "template",
          described(template.service())
              .put("models", JsonArray.of(template.models(), CatalogMethods::model))
              .put("supportsStreaming", true)
              .build());
    } catch (NotFound _) {
      throw RpcError.invalidParams("Unknown catalog provider: " + id);
    }
  }

  private static JsonObject.Builder described(ServiceCatalog.Service service) {
    return JsonObject.builder()
        .put("providerId", service.id())
        .put("name", service.name())
        .put("format", service.format().name())
        .put("apiUrl", service.apiUrl())
        .put("docUrl", service.docUrl())
        .put("envVar", service.keyName());
  }

  private static JsonObject model(ServiceCatalog.Model model) {
    return JsonObject.builder()
        .put("id", model.id())
        .put("name", model.name())
        .put("contextLimit", model.contextLimit())
        .put(
            "capabilities",
            JsonObject.builder()
                .put("toolCall", model.callsTools())
                .put("reasoning", model.reasoning())
                .put("attachment", model.takesAttachments())
                .put("temperature", model.takesTemperature())
                .build())
        .put("deprecated", false)
        .build();
  }
}
