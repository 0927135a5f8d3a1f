package dev.gander.adapters.http.status;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.status.SystemInfoJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.EngineFacts;
import java.util.List;

/// Status, features, system information and diagnostics.
public final class StatusRoutes {
  private final UseCases.Status use;

  public StatusRoutes(UseCases.Status use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("status", "/status", _ -> Answer.text("ok")),
        Route.get("get_features", "/features", _ -> features()),
        Route.post("send_telemetry_event", "/telemetry/event", StatusRoutes::telemetry),
        Route.get("system_info", "/system_info", _ -> systemInfo()),
        Route.get("diagnostics", "/diagnostics/{session_id}", this::diagnostics));
  }

  private Answer features() {
    JsonObject.Builder features = JsonObject.builder();
    use.features().list().forEach((name, on) -> features.put(name, Json.of(on)));
    return Answer.json(
        JsonObject.of("features", features.build())
            .with("local_engine", engine(use.features().engine())));
  }

  private static JsonObject engine(EngineFacts facts) {
    return JsonObject.builder()
        .put("name", facts.name())
        .put("build", facts.build())
        .put("limits", JsonArray.ofTexts(facts.limits()))
        .build();
  }

  /// What a client tells about its user is read and dropped: this server reports to nobody.
  private static Answer telemetry(Call call) {
    call.body(
        fields -> {
          fields.orElse("properties", JsonFields::asObject, JsonObject.EMPTY);
          return fields.text("event_name");
        });
    return Answer.accepted();
  }

  private Answer systemInfo() {
    return Answer.json(SystemInfoJson.write(use.systemInfo().read()));
  }

  private Answer diagnostics(Call call) {
    return new DiagnosticsRoute(use.diagnostics()).get(call);
  }
}
