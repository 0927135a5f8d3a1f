package dev.gander.adapters.acp.provider;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.provider.ListProviders.Listed;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import java.util.List;
import java.util.Map;

/// The providers with the models that they are known to offer.
public record InventoryMethods(UseCases.Providers use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "providers/list", AcpMethod.of(this::list),
        "providers/inventory/refresh", AcpMethod.of(this::refresh),
        "providers/supported-models/list", AcpMethod.of(this::supported));
  }

  private static List<String> ids(JsonFields fields) {
    return fields.orElse("providerIds", JsonFields.listOf(JsonFields::asText), List.of());
  }

  private Json list(JsonFields fields) {
    List<String> ids = ids(fields);
    List<Listed> found =
        use.list().list().stream()
            .filter(provider -> ids.isEmpty() || ids.contains(provider.metadata().name()))
            .toList();
    InventoryEntryJson form = new InventoryEntryJson(use.known(), use.refresh());
    return JsonObject.of("entries", JsonArray.of(found, form::write));
  }

  private Json refresh(JsonFields fields) {
    return RefreshJson.write(use.refresh().start(ids(fields)));
  }

  /// Asks the service.
  private Json supported(JsonFields fields) throws InterruptedException {
    String provider = fields.text("providerId");
    try {
      List<String> names = use.models().list(provider).stream().map(ModelInfo::name).toList();
      return JsonObject.of("providerId", Json.of(provider))
          .with("models", JsonArray.ofTexts(names));
    } catch (ProviderException e) {
      throw RpcError.internal("Failed to fetch provider supported models: " + e.display());
    } catch (InvalidInput e) {
      throw RpcError.internal(e.text());
    }
  }
}
