package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;

/// Adds session and installation ids to requests, if the user wants that.
record RequestIds(ProviderSettings settings, ClientEnvironment environment) {
  JsonObject on(JsonObject body, String sessionId) {
    boolean isWanted =
        settings
            .setting("GOOSE_DATABRICKS_CLIENT_REQUEST_ID")
            .filter(text -> text.strip().equalsIgnoreCase("true"))
            .isPresent();
    return isWanted
        ? InstanceId.of(settings, environment.uuids())
            .map(instance -> body.with("client_request_id", text(instance, sessionId)))
            .orElse(body)
        : body;
  }

  /// A string that contains JSON.
  private static Json text(String instance, String sessionId) {
    return Json.of(JsonText.write(JsonObject.of("sessionId", Json.of(instance + "_" + sessionId))));
  }
}
