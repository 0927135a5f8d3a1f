package dev.gander.adapters.http.schedule;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.adapters.http.operating.NodeJson;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.schedule.InspectRun;
import dev.gander.application.api.schedule.PreviewFires;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.schedule.InvalidCron;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunEnd;
import dev.gander.domain.schedule.ScheduleNotFound;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRunJson;
import dev.gander.domain.schedule.ScheduleRunning;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.domain.schedule.ScheduledJobJson;
import java.util.List;
import java.util.Optional;

/// Recipes that run by the clock: create, list, change, run and end jobs, and see what they did.
public final class ScheduleRoutes {
  private static final String NODE = "/gander/v1/schedules/{id}/node";
  private static final int USUAL_RUNS = 50;
  private static final int MOST_RUNS = 1000;
  private static final int USUAL_FIRES = 5;

  private final UseCases.Schedules use;

  public ScheduleRoutes(UseCases.Schedules use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("create_schedule", "/schedule/create", this::create),
        Route.get("list_schedules", "/schedule/list", _ -> list()),
        Route.delete("delete_schedule", "/schedule/delete/{id}", this::delete),
        Route.put("update_schedule", "/schedule/{id}", this::update),
        Route.post("run_now_handler", "/schedule/{id}/run_now", this::run),
        Route.post("pause_schedule", "/schedule/{id}/pause", this::pause),
        Route.post("unpause_schedule", "/schedule/{id}/unpause", this::unpause),
        Route.post("kill_running_job", "/schedule/{id}/kill", this::kill),
        Route.get("inspect_running_job", "/schedule/{id}/inspect", this::inspect),
        Route.get("sessions_handler", "/schedule/{id}/sessions", this::sessions),
        Route.get("list_schedule_runs", "/gander/v1/schedules/{id}/runs", this::runs),
        Route.get("get_schedule_node", NODE, call -> place(id(call))),
        Route.put("set_schedule_node", NODE, this::choose),
        Route.get("preview_fires", "/gander/v1/schedules/fires", this::fires));
  }

  private record Creation(String id, Recipe recipe, String cron) {
    static Creation read(JsonFields fields) {
      return new Creation(
          fields.text("id"), fields.required("recipe", Recipe::read), fields.text("cron"));
    }
  }

  private Answer create(Call call) {
    Creation wanted = call.body(Creation::read);
    try {
      return job(use.create().create(wanted.id(), wanted.cron(), wanted.recipe()));
    } catch (InvalidCron e) {
      throw wrongCron(e);
    }
  }

  private static Refusal wrongCron(InvalidCron e) {
    return new Refusal(400, "Invalid cron expression: " + e.text(), e);
  }

  private static Answer job(ScheduledJob job) {
    return Answer.json(ScheduledJobJson.write(job));
  }

  private Answer list() {
    return Answer.json(
        JsonObject.of("jobs", JsonArray.of(use.list().list(), ScheduledJobJson::write)));
  }

  private Answer update(Call call) {
    String cron = call.body(fields -> fields.text("cron"));
    try {
      return job(use.change().update(id(call), cron));
    } catch (ScheduleRunning e) {
      throw new Refusal(400, "Cannot update schedule: " + e.text(), e);
    } catch (InvalidCron e) {
      throw wrongCron(e);
    }
  }

  private Answer delete(Call call) {
    use.delete().delete(id(call));
    return Answer.noContent();
  }

  private Answer pause(Call call) {
    try {
      use.change().pause(id(call));
      return Answer.noContent();
    } catch (ScheduleRunning e) {
      throw new Refusal(400, "Cannot pause schedule: " + e.text(), e);
    }
  }

  private Answer unpause(Call call) {
    use.change().unpause(id(call));
    return Answer.noContent();
  }

  /// Answers when the run is over.
  private Answer run(Call call) throws InterruptedException {
    try {
      return switch (use.run().run(id(call))) {
        case RunEnd.Done(var session) -> session(session.value());
        case RunEnd.Cancelled _ -> session("CANCELLED");
        case RunEnd.Failed(String reason) ->
            throw new Refusal(500, "Error running schedule: " + reason);
      };
    } catch (ScheduleRunning e) {
      throw new Refusal(500, "Error running schedule: " + e.text(), e);
    }
  }

  private static Answer session(String id) {
    return Answer.json(JsonObject.of("session_id", Json.of(id)));
  }

  private Answer kill(Call call) {
    try {
      use.kill().kill(id(call));
    } catch (ScheduleNotFound e) {
      throw noJob(e);
    } catch (ScheduleRunning e) {
      throw new Refusal(400, "Cannot kill job: " + e.text(), e);
    }
    return Answer.json(
        JsonObject.of("message", Json.of("Successfully killed running job '" + id(call) + "'")));
  }

  private static Refusal noJob(ScheduleNotFound e) {
    return new Refusal(404, "Job not found: " + e.id(), e);
  }

  private Answer inspect(Call call) {
    try {
      Optional<InspectRun.Running> running = use.inspect().inspect(id(call));
      return Answer.json(
          JsonObject.builder()
              .putOrNull("sessionId", running.map(InspectRun.Running::session).orElse(null))
              .putOrNull("processStartTime", running.map(it -> it.since().toString()).orElse(null))
              .putOrNull(
                  "runningDurationSeconds",
                  running.map(it -> (Number) it.lasting().toSeconds()).orElse(null))
              .build());
    } catch (ScheduleNotFound e) {
      throw noJob(e);
    }
  }

  private Answer sessions(Call call) {
    long limit = call.query().unsigned("limit");
    return Answer.json(
        JsonArray.of(use.runs().sessions(id(call), limit), SessionDisplayJson::write));
  }

  private Answer runs(Call call) {
    long limit = call.query().optionalUnsigned("limit").orElse(USUAL_RUNS);
    long before = call.query().optionalUnsigned("before").orElse(Long.MAX_VALUE);
    List<ScheduleRun> found =
        use.runs().history(id(call), (int) Math.min(limit, MOST_RUNS), before);
    return Answer.json(JsonObject.of("runs", JsonArray.of(found, ScheduleRunJson::write)));
  }

  private Answer place(JobId job) {
    return Answer.json(NodeJson.write(job, use.places().find(job)));
  }

  private Answer choose(Call call) {
    NodeLabels labels = call.body(fields -> fields.required("labels", NodeLabels::read));
    use.places().choose(id(call), labels);
    return place(id(call));
  }

  private Answer fires(Call call) {
    long count = call.query().optionalUnsigned("count").orElse(USUAL_FIRES);
    try {
      PreviewFires.Preview preview = use.preview().preview(call.query().text("cron"), count);
      return Answer.json(
          JsonObject.of("zone", Json.of(preview.zone().getId()))
              .with(
                  "fires",
                  JsonArray.ofTexts(preview.fires().stream().map(Object::toString).toList())));
    } catch (InvalidCron e) {
      throw wrongCron(e);
    }
  }

  private static JobId id(Call call) {
    return new JobId(call.path("id"));
  }
}
