package dev.gander.adapters.http.app;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.app.McpAppJson;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.Optional;

/// Apps as data.
public final class AppRoutes {
  private final UseCases.Apps use;

  public AppRoutes(UseCases.Apps use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list_apps", "/agent/list_apps", this::list),
        Route.get("export_app", "/agent/export_app/{name}", this::export),
        Route.post("import_app", "/agent/import_app", this::take));
  }

  private Answer list(Call call) throws InterruptedException {
    Optional<String> session = call.query().optionalText("session_id");
    List<McpApp> apps =
        session.isPresent() ? use.list().of(new SessionId(session.get())) : use.list().known();
    return Answer.json(JsonObject.of("apps", JsonArray.of(apps, McpAppJson::write)));
  }

  private Answer export(Call call) {
    return Answer.text(use.export().export(call.path("name")));
  }

  private Answer take(Call call) {
    String html = call.body(fields -> fields.text("html"));
    try {
      String name = use.importing().take(html);
      return Answer.json(
          201,
          JsonObject.builder()
              .put("name", name)
              .put("message", "App '" + name + "' imported successfully")
              .build());
    } catch (InvalidInput e) {
      throw new Refusal(400, "Invalid Goose App HTML: " + e.text(), e);
    }
  }
}
