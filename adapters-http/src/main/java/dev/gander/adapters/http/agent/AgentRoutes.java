package dev.gander.adapters.http.agent;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.agent.AgentNotInMemory;
import dev.gander.application.api.agent.ResumeAgent;
import dev.gander.application.api.agent.SessionNotCreated;
import dev.gander.application.api.agent.StartAgent;
import dev.gander.application.api.agent.UpdateProvider;
import dev.gander.application.api.provider.ModelSettingsInvalid;
import dev.gander.application.api.provider.ProviderNotMade;
import dev.gander.domain.access.Scope;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelNotReady;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionJson;
import dev.gander.domain.session.SessionNotFound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The life cycle of an agent: start, resume, restart, stop, and changes while it runs.
public final class AgentRoutes {
  /// What goosed says of an unknown session here, without its id.
  static final String NO_SESSION = "Session not found";

  private final UseCases.Agents use;

  public AgentRoutes(UseCases.Agents use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("start_agent", "/agent/start", this::start),
        Route.post("resume_agent", "/agent/resume", this::resume),
        Route.post("restart_agent", "/agent/restart", this::restart),
        Route.post("stop_agent", "/agent/stop", this::stop),
        Route.post("update_agent_provider", "/agent/update_provider", this::updateProvider),
        Route.post("update_session", "/agent/update_session", this::updateSession),
        Route.post("update_working_dir", "/agent/update_working_dir", this::updateWorkingDir),
        Route.post("set_container", "/agent/set_container", this::setContainer),
        Route.post("update_from_session", "/agent/update_from_session", this::updateFromSession));
  }

  private Answer start(Call call) {
    StartAgent.Request request = call.body(AgentRoutes::startRequest);
    if (!request.usesOnlyWhatIsConfigured()) {
      call.require(Scope.CONFIGURE);
    }
    try {
      return Answer.json(SessionJson.write(use.start().start(request)));
    } catch (SessionNotCreated e) {
      // goosed's status, although the client did nothing wrong.
      return Answer.error(400, e.text());
    }
  }

  private static StartAgent.Request startRequest(JsonFields fields) {
    return new StartAgent.Request(
        fields.text("working_dir"),
        fields.optional("recipe", AgentRoutes::recipe),
        fields.optionalText("recipe_id"),
        fields.optionalText("recipe_deeplink"),
        fields.optional("extension_overrides", JsonFields.listOf(ExtensionConfigJson::readKnown)));
  }

  /// The use case takes the recipe as JSON, but the decoder checks its shape (422).
  private static Json recipe(Json given) {
    Recipe.read(given);
    return given;
  }

  private record Resume(SessionId session, boolean load) {
    static Resume read(JsonFields fields) {
      return new Resume(sessionId(fields), fields.bool("load_model_and_extensions"));
    }
  }

  private Answer resume(Call call) throws InterruptedException {
    Resume request = call.body(Resume::read);
    try {
      return Answer.json(write(use.resume().resume(request.session(), request.load())));
    } catch (SessionNotFound e) {
      throw new Refusal(404, "Failed to resume session: " + NO_SESSION, e);
    } catch (ModelNotReady e) {
      throw ModelFailures.refusal(e);
    } catch (ExtensionException e) {
      throw stopped(e);
    }
  }

  private static JsonObject write(ResumeAgent.Resumed resumed) {
    return JsonObject.builder()
        .put("session", SessionJson.write(resumed.session(), resumed.messages()))
        .putIfPresent("extension_results", resumed.results().map(AgentRoutes::results).orElse(null))
        .build();
  }

  private Answer restart(Call call) throws InterruptedException {
    SessionId session = call.body(AgentRoutes::sessionId);
    try {
      return Answer.json(
          JsonObject.of("extension_results", results(use.restart().restart(session))));
    } catch (SessionNotFound e) {
      throw new Refusal(404, "Failed to get session: " + NO_SESSION, e);
    } catch (ModelNotReady e) {
      throw ModelFailures.refusal(e);
    } catch (ExtensionException e) {
      throw stopped(e);
    }
  }

  /// An extension that does not start is a result. Only an agent that is stopped while its
  /// extensions start takes none.
  private static Refusal stopped(ExtensionException failure) {
    return new Refusal(409, failure.text(), failure);
  }

  private Answer stop(Call call) {
    SessionId session = call.body(AgentRoutes::sessionId);
    try {
      use.stop().stop(session);
    } catch (AgentNotInMemory e) {
      throw new Refusal(
          404,
          "Failed to stop agent for session %1$s: Session %1$s not found".formatted(session),
          e);
    }
    return Answer.empty();
  }

  private record ProviderUpdate(SessionId session, UpdateProvider.Choice choice) {
    static ProviderUpdate read(JsonFields fields) {
      return new ProviderUpdate(
          sessionId(fields),
          new UpdateProvider.Choice(
              fields.text("provider"),
              fields.optionalText("model"),
              fields.optional("context_limit", ProviderUpdate::limit),
              fields.optional("request_params", JsonFields::asObject)));
    }

    private static int limit(Json value) {
      return Math.toIntExact(Math.min(JsonFields.asUnsigned(value), Integer.MAX_VALUE));
    }
  }

  private Answer updateProvider(Call call) throws InterruptedException {
    ProviderUpdate request = call.body(ProviderUpdate::read);
    try {
      use.updateProvider().update(request.session(), request.choice());
    } catch (ModelSettingsInvalid e) {
      throw new Refusal(400, "Invalid model config: " + e.text(), e);
    } catch (ProviderNotMade e) {
      String text = "Failed to create " + e.provider() + " provider: " + e.reason();
      throw new Refusal(400, text, e);
    } catch (SessionNotFound e) {
      throw new Refusal(
          404, "Failed to update provider: Failed to persist provider config to session", e);
    }
    return Answer.empty();
  }

  private record SessionUpdate(SessionId session, @Nullable String mode) {
    static SessionUpdate read(JsonFields fields) {
      return new SessionUpdate(sessionId(fields), fields.optionalText("goose_mode"));
    }
  }

  private Answer updateSession(Call call) throws InterruptedException {
    SessionUpdate request = call.body(SessionUpdate::read);
    if (request.mode() != null) {
      try {
        use.updateSession().changeMode(request.session(), request.mode());
      } catch (SessionNotFound e) {
        throw new Refusal(404, "Failed to update mode: " + e.text(), e);
      }
    }
    return Answer.empty();
  }

  private record WorkingDirUpdate(SessionId session, String workingDir) {
    static WorkingDirUpdate read(JsonFields fields) {
      return new WorkingDirUpdate(sessionId(fields), fields.text("working_dir"));
    }
  }

  private Answer updateWorkingDir(Call call) throws InterruptedException {
    WorkingDirUpdate request = call.body(WorkingDirUpdate::read);
    try {
      use.updateWorkingDir().update(request.session(), request.workingDir());
    } catch (SessionNotFound e) {
      throw new Refusal(404, "Failed to update working directory: " + e.text(), e);
    } catch (ModelNotReady e) {
      throw ModelFailures.refusal(e);
    } catch (ExtensionException e) {
      throw stopped(e);
    }
    return Answer.empty();
  }

  private record Container(SessionId session, @Nullable String id) {
    static Container read(JsonFields fields) {
      return new Container(sessionId(fields), fields.optionalText("container_id"));
    }
  }

  private Answer setContainer(Call call) throws InterruptedException {
    Container request = call.body(Container::read);
    use.setContainer().set(request.session(), request.id());
    return Answer.empty();
  }

  private Answer updateFromSession(Call call) throws InterruptedException {
    try {
      use.updateFromSession().apply(call.body(AgentRoutes::sessionId));
    } catch (SessionNotFound e) {
      throw new Refusal(404, "Failed to get session: " + NO_SESSION, e);
    }
    return Answer.empty();
  }

  static SessionId sessionId(JsonFields fields) {
    return new SessionId(fields.text("session_id"));
  }

  private static Json results(List<ExtensionLoadResult> results) {
    return JsonArray.of(
        results,
        result ->
            JsonObject.builder()
                .put("name", result.name())
                .put("success", result.succeeded())
                .putIfPresent("error", result.error() == null ? null : Json.of(result.error()))
                .build());
  }
}
