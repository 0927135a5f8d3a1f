package dev.gander.adapters.acp.schedule;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.recipe.RecipeForm;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.schedule.InvalidCron;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleNotFound;
import dev.gander.domain.schedule.ScheduledJob;
import java.util.Map;
import java.util.Objects;

/// Scheduled jobs: create, list, change. Members are in camel case here.
public record ScheduleMethods(UseCases.Schedules use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "schedules/list", AcpMethod.of(_ -> list()),
        "schedules/create", known(this::create),
        "schedules/update", known(this::update),
        "schedules/delete", known(this::delete),
        "schedules/pause", known(this::pause),
        "schedules/unpause", known(this::unpause));
  }

  /// An unknown job is named in an object, and what is not possible now is the client's mistake.
  static AcpMethod known(AcpMethod.Plain method) {
    return AcpMethod.of(
        params -> {
          try {
            return method.answer(params);
          } catch (ScheduleNotFound e) {
            throw RpcError.notFound(JsonObject.of("uri", Json.of(e.id().text())));
          } catch (InvalidCron e) {
            throw RpcError.invalidParams("Invalid cron expression: " + e.text());
          } catch (Conflict e) {
            throw RpcError.invalidParams(e.text());
          }
        });
  }

  static JobId id(JsonFields fields) {
    return new JobId(fields.text("scheduleId"));
  }

  private Json list() {
    return JsonObject.of("jobs", JsonArray.of(use.list().list(), ScheduleMethods::write));
  }

  private static JsonObject write(ScheduledJob job) {
    ScheduledJob.Activity run = job.activity();
    return JsonObject.builder()
        .put("id", job.id().text())
        .put("source", job.source())
        .put("cron", job.cron())
        .putTextIfPresent("lastRun", job.lastRun() == null ? null : Objects.toString(job.lastRun()))
        .put("currentlyRunning", job.isRunning())
        .put("paused", job.paused())
        .putTextIfPresent("currentSessionId", run == null ? null : run.session())
        .putTextIfPresent(
            "jobStartTime",
            run == null || run.since() == null ? null : Objects.toString(run.since()))
        .build();
  }

  private Json create(JsonFields fields) {
    String id = fields.text("id");
    Recipe recipe = fields.required("recipe", RecipeForm::read);
    String cron = fields.text("cron");
    return job(use.create().create(id, cron, recipe));
  }

  private Json update(JsonFields fields) {
    return job(use.change().update(id(fields), fields.text("cron")));
  }

  private static Json job(ScheduledJob job) {
    return JsonObject.of("job", write(job));
  }

  private Json delete(JsonFields fields) {
    use.delete().delete(id(fields));
    return JsonObject.EMPTY;
  }

  private Json pause(JsonFields fields) {
    use.change().pause(id(fields));
    return JsonObject.EMPTY;
  }

  private Json unpause(JsonFields fields) {
    use.change().unpause(id(fields));
    return JsonObject.EMPTY;
  }
}
