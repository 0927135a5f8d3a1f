package dev.gander.adapters.http.session;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Query;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.session.GetSession;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.extension.SamplingJson;
import dev.gander.domain.extension.SamplingRequest;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionInsights;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.session.SessionNotFound;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Sessions: list, search, read, rename, copy, export, import, delete; and what belongs to a single
/// one.
public final class SessionRoutes {
  private final UseCases.Sessions use;

  public SessionRoutes(UseCases.Sessions use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list_sessions", "/sessions", _ -> list()),
        Route.get("search_sessions", "/sessions/search", this::search),
        Route.get("get_session_insights", "/sessions/insights", _ -> insights()),
        Route.post("import_session", "/sessions/import", this::importSession).withMebibytes(25),
        Route.get("get_session", "/sessions/{session_id}", this::get),
        Route.delete("delete_session", "/sessions/{session_id}", this::delete),
        Route.put("update_session_name", "/sessions/{session_id}/name", this::rename),
        Route.post("fork_session", "/sessions/{session_id}/fork", this::fork),
        Route.get("export_session", "/sessions/{session_id}/export", this::export),
        Route.get("get_session_extensions", "/sessions/{session_id}/extensions", this::extensions),
        Route.put(
            "update_session_user_recipe_values",
            "/sessions/{session_id}/user_recipe_values",
            this::recipeValues),
        Route.post("sampling_message", "/sessions/{session_id}/sampling/message", this::sample));
  }

  private Answer list() {
    return Answer.json(
        JsonObject.of("sessions", JsonArray.of(use.list().list(), SessionJson::write)));
  }

  private Answer search(Call call) {
    Query query = call.query();
    String words = query.text("query");
    OptionalLong limit = query.optionalUnsigned("limit");
    Instant after = time(query, "afterDate", "after_date");
    Instant before = time(query, "beforeDate", "before_date");
    return Answer.json(
        JsonArray.of(use.search().search(words, limit, after, before), SessionJson::write));
  }

  /// goosed reads only the first spelling; its OpenAPI document and clients use the second. A value
  /// that is not a time sets no bound.
  private static @Nullable Instant time(Query query, String name, String published) {
    Optional<String> text = query.optionalText(name).or(() -> query.optionalText(published));
    try {
      return text.map(given -> OffsetDateTime.parse(given).toInstant()).orElse(null);
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  private Answer insights() {
    SessionInsights insights = use.insights().get();
    return Answer.json(
        JsonObject.of("totalSessions", Json.of(insights.totalSessions()))
            .with("totalTokens", Json.of(insights.totalTokens())));
  }

  private Answer get(Call call) {
    return withMessages(call.session());
  }

  private Answer withMessages(SessionId id) {
    GetSession.WithMessages found = use.get().get(id);
    return SessionDocument.plain(found.session(), found.messages().iterator());
  }

  /// JSON within a JSON string: clients save the string.
  private Answer export(Call call) {
    return use.exporting().export(call.session(), SessionDocument::quoted);
  }

  private Answer importSession(Call call) {
    String exported = call.body(fields -> fields.text("json"));
    return withMessages(use.importing().add(exported).id());
  }

  private record Fork(boolean copy, @Nullable Long cut) {
    static Fork read(JsonFields fields) {
      boolean copy = fields.bool("copy");
      boolean truncate = fields.bool("truncate");
      Long timestamp = fields.optional("timestamp", JsonFields::asLong);
      if (truncate && timestamp == null) {
        throw new Refusal(400, "truncate=true requires a timestamp");
      }
      return new Fork(copy, truncate ? timestamp : null);
    }
  }

  private Answer fork(Call call) throws InterruptedException {
    Fork fork = call.body(Fork::read);
    try {
      SessionId id = use.fork().fork(call.session(), fork.copy(), fork.cut());
      return Answer.json(JsonObject.of("sessionId", Json.of(id.value())));
    } catch (SessionNotFound e) {
      throw new Refusal(404, "Session " + call.session() + " not found", e);
    }
  }

  private Answer delete(Call call) throws InterruptedException {
    use.delete().delete(call.session());
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

  private Answer recipeValues(Call call) throws InterruptedException {
    Map<String, String> values =
        call.body(fields -> fields.required("userRecipeValues", JsonFields::asTextMap));
    return Answer.json(
        JsonObject.of("recipe", use.recipeValues().update(call.session(), values).json()));
  }

  private Answer sample(Call call) throws InterruptedException {
    SamplingRequest request = call.body(SessionRoutes::samplingRequest);
    try {
      return Answer.json(SamplingJson.writeAnswer(use.sampling().sample(call.session(), request)));
    } catch (ProviderException e) {
      throw new Refusal(500, e.display(), e);
    }
  }

  /// MCP requires a token limit; it is checked and, as in goosed, not passed on.
  private static SamplingRequest samplingRequest(JsonFields fields) {
    long most = fields.required("maxTokens", JsonFields::asUnsigned);
    if (most > 0xFFFF_FFFFL) {
      throw new InvalidShape("invalid value: integer `" + most + "`, expected u32");
    }
    return SamplingJson.readRequest(fields);
  }
}
