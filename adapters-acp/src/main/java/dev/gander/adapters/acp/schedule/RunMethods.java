package dev.gander.adapters.acp.schedule;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.adapters.acp.session.SessionInfoJson;
import dev.gander.application.api.UseCases;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunEnd;
import dev.gander.domain.schedule.ScheduledJob;
import java.util.Map;
import java.util.Objects;

/// The runs of scheduled jobs.
public record RunMethods(UseCases.Schedules use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "schedules/run-now", ScheduleMethods.known(this::run),
        "schedules/sessions/list", ScheduleMethods.known(this::sessions),
        "schedules/running-job/kill", ScheduleMethods.known(this::kill),
        "schedules/running-job/inspect", ScheduleMethods.known(this::inspect));
  }

  /// Answers when the run is over.
  private Json run(JsonFields fields) throws InterruptedException {
    return switch (use.run().run(ScheduleMethods.id(fields))) {
      case RunEnd.Done(var session) ->
          JsonObject.of("status", Json.of("completed")).with("sessionId", Json.of(session.value()));
      case RunEnd.Cancelled _ -> JsonObject.of("status", Json.of("cancelled"));
      case RunEnd.Failed(String reason) -> throw RpcError.internal(reason);
    };
  }

  private Json sessions(JsonFields fields) {
    JobId id = ScheduleMethods.id(fields);
    long limit = fields.required("limit", JsonFields::asUnsigned);
    return JsonObject.of(
        "sessions", JsonArray.of(use.runs().sessions(id, limit), SessionInfoJson::write));
  }

  private static JobId running(JsonFields fields) {
    return new JobId(fields.text("jobId"));
  }

  private Json kill(JsonFields fields) {
    JobId id = running(fields);
    use.kill().kill(id);
    return JsonObject.of("message", Json.of("Successfully killed running job '" + id + "'"));
  }

  /// A run that has no session yet counts as well.
  private Json inspect(JsonFields fields) {
    JobId id = running(fields);
    return use.inspect()
        .inspect(id)
        .map(
            run ->
                JsonObject.builder()
                    .put("running", true)
                    .put("sessionId", run.session())
                    .put("jobStartTime", run.since().toString())
                    .put("runningDurationSeconds", run.lasting().toSeconds())
                    .build())
        .orElseGet(() -> beginning(id));
  }

  private JsonObject beginning(JobId id) {
    ScheduledJob.Activity activity =
        use.list().list().stream()
            .filter(job -> job.id().equals(id))
            .findFirst()
            .map(ScheduledJob::activity)
            .orElse(null);
    return JsonObject.builder()
        .put("running", activity != null)
        .putTextIfPresent(
            "jobStartTime",
            activity == null || activity.since() == null
                ? null
                : Objects.toString(activity.since()))
        .build();
  }
}
