package dev.gander.adapters.http.run;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.EntityTag;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.reply.EventNumber;
import dev.gander.application.api.UseCases;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.Scope;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunJson;
import dev.gander.domain.run.RunKeyReused;
import dev.gander.domain.run.RunPage;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunRequestJson;
import dev.gander.domain.run.RunState;
import dev.gander.domain.session.SessionId;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Work that programs hand over.
public final class RunRoutes {
  private static final String PATH = "/gander/v1/runs";
  private static final String WAIT = "wait";
  private static final long LONGEST_WAIT = 300;
  private static final int LONGEST_KEY = 255;
  private static final int USUAL_RUNS = 50;
  private static final int MOST_RUNS = 500;

  private final UseCases.Runs use;

  public RunRoutes(UseCases.Runs use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list_runs", PATH, this::list),
        Route.post("start_run", PATH, this::start),
        Route.get("get_run", PATH + "/{id}", this::get),
        Route.post("cancel_run", PATH + "/{id}/cancel", this::cancel),
        Route.get("run_events", PATH + "/{id}/events", this::events),
        Route.get("run_result", PATH + "/{id}/result", this::result));
  }

  private record Asked(RunRequest request, Duration patience) {
    static Asked read(JsonFields fields) {
      long seconds = fields.orElse(WAIT, JsonFields::asUnsigned, 0L);
      JsonFields rest = new JsonFields(fields.object().without(Set.of(WAIT)), fields.check());
      return new Asked(
          RunRequestJson.read(rest), Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT)));
    }
  }

  /// 200 with the result if it has ended in time, else 202. It goes on when the client leaves.
  private Answer start(Call call) throws InterruptedException {
    String key = idempotencyKey(call);
    Asked asked = call.body(Asked::read);
    if (!asked.request().usesOnlyWhatIsConfigured()) {
      call.require(Scope.CONFIGURE);
    }
    if (asked.request().surroundings().mode() != null) {
      call.require(Scope.APPROVE);
    }
    try {
      Run run =
          call.whileClientWaits(
              () -> use.start().start(call.caller(), asked.request(), key, asked.patience()));
      return Answer.json(run.state().isEnd() ? 200 : 202, RunJson.whole(run))
          .with(Map.of("location", PATH + "/" + run.id()));
    } catch (RunKeyReused e) {
      throw new Refusal(422, e.text(), e);
    }
  }

  private static @Nullable String idempotencyKey(Call call) {
    String key = call.header("idempotency-key").orElse(null);
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw new Refusal(400, "Idempotency-Key must have 1 to " + LONGEST_KEY + " characters");
    }
    return key;
  }

  private Answer get(Call call) {
    return EntityTag.on(Answer.json(RunJson.whole(use.get().get(call.caller(), id(call)))), call);
  }

  private static RunId id(Call call) {
    return new RunId(call.path("id"));
  }

  private Answer list(Call call) {
    KeyId owner = call.query().optionalText("owner").map(KeyId::new).orElse(null);
    Set<RunState> states = states(call.query().optionalText("state").orElse(""));
    OptionalLong after = call.query().optionalUnsigned("after");
    long limit = call.query().optionalUnsigned("limit").orElse(USUAL_RUNS);
    RunPage page =
        use.browse()
            .browse(
                call.caller(),
                owner,
                states,
                after.isPresent() ? Long.valueOf(after.getAsLong()) : null,
                Math.clamp(limit, 1, MOST_RUNS));
    Long next = page.next();
    return EntityTag.on(
        Answer.json(
            JsonObject.builder()
                .put("runs", JsonArray.of(page.runs(), RunJson::listed))
                .putOrNull("next", next == null ? null : Json.of(next))
                .build()),
        call);
  }

  /// @param text names of states with commas between them
  private static Set<RunState> states(String text) {
    Set<RunState> states = EnumSet.noneOf(RunState.class);
    if (!text.isEmpty()) {
      for (String name : text.split(",", -1)) {
        states.add(
            RunState.parse(name)
                .orElseThrow(
                    () -> new Refusal(400, "state must be one or more of " + RunState.names())));
      }
    }
    return states;
  }

  private Answer cancel(Call call) {
    return Answer.json(RunJson.whole(use.cancel().cancel(call.caller(), id(call))));
  }

  private Answer events(Call call) {
    long last = EventNumber.last(call);
    return new Answer.Events(new RunFeed(use.follow().follow(call.caller(), id(call), last)));
  }

  private Answer result(Call call) {
    Run run = use.get().get(call.caller(), id(call));
    if (!run.state().isEnd()) {
      throw new Refusal(409, "The run has not ended: it is " + run.state().wire());
    }
    SessionId session = run.session();
    return Answer.json(
        JsonObject.builder()
            .put("id", run.id().text())
            .put("state", run.state().wire())
            .putOrNull("reason", run.reason())
            .putOrNull("session_id", session == null ? null : session.value())
            .putAll(RunJson.result(run.report()))
            .build());
  }
}
