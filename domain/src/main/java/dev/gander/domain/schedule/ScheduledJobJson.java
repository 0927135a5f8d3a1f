package dev.gander.domain.schedule;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.schedule.ScheduledJob.Activity;
import dev.gander.domain.schedule.ScheduledJob.Parameter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The JSON form of a [ScheduledJob], in files and answers.
public final class ScheduledJobJson {
  private static final String LABELS = "labels";
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "source",
          "cron",
          "last_run",
          "currently_running",
          "paused",
          "current_session_id",
          "process_start_time",
          "parameters",
          "recipe_base_dir",
          LABELS);

  private ScheduledJobJson() {}

  /// @throws InvalidInput if `id`, `source` or `cron` is missing, a member has the wrong type, or a
  ///   label is none
  public static ScheduledJob read(Json json) {
    JsonFields fields = JsonFields.of(json);
    boolean running = fields.orElse("currently_running", JsonFields::asBool, false);
    Instant since = fields.optional("process_start_time", ScheduledJobJson::time);
    String session = fields.optionalText("current_session_id");
    return new ScheduledJob(
        new JobId(fields.text("id")),
        fields.text("source"),
        fields.text("cron"),
        fields.optional("last_run", ScheduledJobJson::time),
        fields.orElse("paused", JsonFields::asBool, false),
        running ? new Activity(since, session) : null,
        fields.orElse("parameters", JsonFields.listOf(ScheduledJobJson::parameter), List.of()),
        fields.optionalText("recipe_base_dir"),
        NodeLabels.in(fields),
        fields.object().without(KNOWN));
  }

  /// The members that goose knows, as answers have them.
  public static JsonObject write(ScheduledJob job) {
    Activity activity = job.activity();
    return JsonObject.builder()
        .put("id", job.id().text())
        .put("source", job.source())
        .put("cron", job.cron())
        .putOrNull("last_run", text(job.lastRun()))
        .put("currently_running", activity != null)
        .put("paused", job.paused())
        .putOrNull("current_session_id", activity == null ? null : activity.session())
        .putOrNull("process_start_time", activity == null ? null : text(activity.since()))
        .put("parameters", JsonArray.of(job.parameters(), ScheduledJobJson::pair))
        .putOrNull("recipe_base_dir", job.recipeBaseDir())
        .build();
  }

  /// The whole job, as files have it.
  public static JsonObject writeStored(ScheduledJob job) {
    return JsonObject.builder()
        .putAll(write(job))
        .putIfPresent(LABELS, job.labels().isEmpty() ? null : job.labels().toJson())
        .putAll(job.others())
        .build();
  }

  private static JsonArray pair(Parameter parameter) {
    return JsonArray.of(Json.of(parameter.key()), Json.of(parameter.value()));
  }

  private static Parameter parameter(Json json) {
    List<String> pair = JsonFields.listOf(JsonFields::asText).apply(json);
    if (pair.size() != 2) {
      throw new InvalidShape("a parameter is a pair of texts");
    }
    return new Parameter(pair.getFirst(), pair.getLast());
  }

  private static Instant time(Json json) {
    try {
      return OffsetDateTime.parse(JsonFields.asText(json)).toInstant();
    } catch (DateTimeException _) {
      throw new InvalidShape("not a time of RFC 3339");
    }
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
