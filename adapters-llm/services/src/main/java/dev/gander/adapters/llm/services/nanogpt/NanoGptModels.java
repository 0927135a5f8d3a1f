package dev.gander.adapters.llm.services.nanogpt;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.provider.kit.service.ServiceClient;
import java.util.List;
import java.util.Optional;

/// The models that can call tools, sorted; hundreds of others cannot.
final class NanoGptModels {
  private NanoGptModels() {}

  /// @throws ProviderException if the service does not list them
  static List<String> fetch(ServiceClient client, String base) throws InterruptedException {
    JsonArray models =
        client
            .get(base + "models?detailed=true")
            .array("data")
            .orElseThrow(
                () ->
                    new ProviderException.RequestFailed(
                        "The answer to models has no member `data`", null));
    return models.items().stream().flatMap(model -> callingTools(model).stream()).sorted().toList();
  }

  private static Optional<String> callingTools(Json json) {
    return json instanceof JsonObject model
            && model
                .object("capabilities")
                .map(can -> can.get("tool_calling"))
                .filter(Json.of(true)::equals)
                .isPresent()
        ? model.text("id")
        : Optional.empty();
  }
}
