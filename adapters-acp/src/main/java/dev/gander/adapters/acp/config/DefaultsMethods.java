package dev.gander.adapters.acp.config;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.provider.ChooseDefaults;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The provider and model of new sessions.
public record DefaultsMethods(ChooseDefaults use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "defaults/read", AcpMethod.of(_ -> read()),
        "defaults/save", AcpMethod.of(this::save));
  }

  private Json read() {
    ChooseDefaults.Defaults stored = use.read();
    return choice(stored.provider(), stored.model());
  }

  /// Answers with what the client chose, not with what follows from it.
  private Json save(JsonFields fields) {
    String provider = fields.text("providerId").strip();
    String given = fields.optionalText("modelId");
    String model = given == null || given.isBlank() ? null : given.strip();
    if (provider.isEmpty()) {
      throw RpcError.invalidParams("providerId cannot be empty");
    }
    use.save(provider, model);
    return choice(provider, model);
  }

  private static JsonObject choice(@Nullable String provider, @Nullable String model) {
    return JsonObject.builder()
        .putOrNull("providerId", provider)
        .putOrNull("modelId", model)
        .build();
  }
}
