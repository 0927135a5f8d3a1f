package dev.gander.adapters.acp.provider;

import dev.gander.application.api.provider.RefreshModels;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.Locale;

/// Which services are asked for their models now, and which are not.
final class RefreshJson {
  private RefreshJson() {}

  static JsonObject write(RefreshModels.Refresh refresh) {
    return JsonObject.of("started", JsonArray.ofTexts(refresh.started()))
        .with("skipped", JsonArray.of(refresh.skipped(), RefreshJson::skipped));
  }

  private static JsonObject skipped(RefreshModels.Skipped skipped) {
    return JsonObject.of("providerId", Json.of(skipped.provider()))
        .with("reason", Json.of(skipped.reason().name().toLowerCase(Locale.ROOT)));
  }
}
