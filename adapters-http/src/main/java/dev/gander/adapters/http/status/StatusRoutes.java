package dev.gander.adapters.http.status;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.status.Features;
import dev.gander.application.status.SystemInfo;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.TreeMap;

/// What the server says about itself.
public final class StatusRoutes {
  private final SystemInfo systemInfo;

  public StatusRoutes(SystemInfo systemInfo) {
    this.systemInfo = systemInfo;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("status", "/status", _ -> Answer.text("ok")),
        Route.get("get_features", "/features", _ -> features()),
        Route.get("system_info", "/system_info", _ -> systemInfo()));
  }

  private static Answer features() {
    JsonObject.Builder features = JsonObject.builder();
    new TreeMap<>(Features.all()).forEach((name, on) -> features.put(name, Json.of(on)));
    return Answer.json(JsonObject.of("features", features.build()));
  }

  private Answer systemInfo() {
    SystemInfo.Report report = systemInfo.read();
    return Answer.json(
        JsonObject.builder()
            .put("app_version", report.appVersion())
            .put("os", report.os().name())
            .put("os_version", report.os().release())
            .put("architecture", report.os().architecture())
            .putOrNull("provider", report.provider())
            .putOrNull("model", report.model())
            .put("enabled_extensions", JsonArray.ofTexts(report.enabledExtensions()))
            .build());
  }
}
