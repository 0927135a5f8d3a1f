package dev.gander.adapters.http.agent;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.agent.ListExtensionStates;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ToolPin;
import dev.gander.domain.session.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the extensions of a session are; goosed has nothing like it.
public final class ExtensionStateRoutes {
  private final UseCases.Agents use;

  public ExtensionStateRoutes(UseCases.Agents use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list_extension_states", "/gander/v1/extensions", this::list),
        Route.post("restart_extension", "/gander/v1/extensions/{name}/restart", this::restart),
        Route.post("log_in_to_extension", "/gander/v1/extensions/{name}/login", this::logIn));
  }

  private Answer list(Call call) throws InterruptedException {
    return Answer.json(write(use.listExtensionStates().list(session(call))));
  }

  private Answer restart(Call call) throws InterruptedException {
    return Answer.json(write(use.restartExtension().restart(session(call), call.path("name"))));
  }

  private Answer logIn(Call call) throws InterruptedException {
    return Answer.json(write(use.logInToExtension().logIn(session(call), call.path("name"))));
  }

  private static SessionId session(Call call) {
    return new SessionId(call.query().text("session_id"));
  }

  private static Json write(ListExtensionStates.Listing listing) {
    return JsonObject.builder()
        .put("extensions", JsonArray.of(listing.items(), ExtensionStateRoutes::write))
        .putOrNull("pins_problem", listing.pinsProblem())
        .build();
  }

  private static Json write(ListExtensionStates.Item item) {
    return JsonObject.builder()
        .put("name", item.config().name())
        .put("key", item.config().key().value())
        .put("type", ExtensionConfigJson.write(item.config()).text("type").orElseThrow())
        .put("state", item.stage())
        .putOrNull("version", item.version())
        .putOrNull("error", item.error())
        .putOrNull("tools", tools(item.tools()))
        .put("changes", JsonArray.of(item.changes(), ExtensionStateRoutes::write))
        .build();
  }

  private static @Nullable Json tools(@Nullable List<String> names) {
    return names == null
        ? null
        : JsonObject.builder()
            .put("count", names.size())
            .put("names", JsonArray.ofTexts(names))
            .build();
  }

  private static Json write(ListExtensionStates.Change change) {
    return JsonObject.builder()
        .put("tool", change.tool())
        .put("approved", write(change.approved()))
        .putOrNull("now", change.now() == null ? null : write(change.now()))
        .build();
  }

  private static Json write(ToolPin pin) {
    return JsonObject.builder()
        .put("description", pin.description())
        .put("input_schema", pin.schema())
        .build();
  }
}
