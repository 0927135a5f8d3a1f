package dev.gander.adapters.http.session;

import dev.gander.adapters.http.UseCases;
import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.session.GetSession;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionJson;
import java.util.List;

/// Sessions as such: list, read, rename, delete.
public final class SessionRoutes {
  private final UseCases.Sessions use;

  public SessionRoutes(UseCases.Sessions use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list_sessions", "/sessions", _ -> list()),
        Route.get("get_session", "/sessions/{session_id}", this::get),
        Route.delete("delete_session", "/sessions/{session_id}", this::delete),
        Route.put("update_session_name", "/sessions/{session_id}/name", this::rename),
        Route.get("get_session_extensions", "/sessions/{session_id}/extensions", this::extensions));
  }

  private Answer list() {
    return Answer.json(
        JsonObject.of("sessions", JsonArray.of(use.list().list(), SessionJson::write)));
  }

  private Answer get(Call call) {
    GetSession.WithMessages found = use.get().get(call.session());
    return Answer.json(SessionJson.write(found.session(), found.messages()));
  }

  private Answer delete(Call call) throws InterruptedException {
    use.delete().delete(call.session());
    use.events().drop(call.session());
    return Answer.empty();
  }

  private Answer rename(Call call) {
    use.rename().rename(call.session(), call.body(fields -> fields.text("name")));
    return Answer.empty();
  }

  private Answer extensions(Call call) {
    return Answer.json(
        JsonObject.of(
            "extensions",
            JsonArray.of(use.extensions().list(call.session()), ExtensionConfigJson::write)));
  }
}
