package dev.gander.domain.run;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.SessionId;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The JSON forms of a [Run]: what clients see, and what is stored beside it.
public final class RunJson {
  private static final int LISTED_CHARACTERS = 200;

  private RunJson() {}

  /// Where a run stands, for lists and events.
  public static JsonObject summary(Run run) {
    SessionId session = run.session();
    RunTimes times = run.times();
    return JsonObject.builder()
        .put("id", run.id().text())
        .put("owner", run.owner().value())
        .put("state", run.state().wire())
        .putOrNull("reason", run.reason())
        .putOrNull("schedule_id", run.schedule())
        .putOrNull("session_id", session == null ? null : session.value())
        .put("created_at", times.created().toString())
        .putOrNull("started_at", text(times.started()))
        .putOrNull("ended_at", text(times.ended()))
        .put("attempts", run.attempts())
        .build();
  }

  /// A run among others: where it stands, and what it is about.
  public static JsonObject listed(Run run) {
    RunTask task = run.request().task();
    return JsonObject.builder()
        .putAll(summary(run))
        .putOrNull("prompt", task.prompt() == null ? null : beginning(task.prompt()))
        .putOrNull("recipe", recipe(run))
        .build();
  }

  private static @Nullable String recipe(Run run) {
    RecipeReference asked = run.request().task().recipe();
    if (asked == null) {
      return null;
    }
    JsonObject filled = run.recipe();
    return filled == null ? asked.label() : filled.text("title").orElseGet(asked::label);
  }

  private static String beginning(String text) {
    int length = text.codePointCount(0, text.length());
    return length > LISTED_CHARACTERS
        ? text.substring(0, text.offsetByCodePoints(0, LISTED_CHARACTERS - 1)) + "…"
        : text;
  }

  /// All that its owner may see of it. The result is null until it has ended.
  public static JsonObject whole(Run run) {
    return JsonObject.builder()
        .putAll(summary(run))
        .put("request", RunRequestJson.shown(run.request()))
        .put("result", run.state().isEnd() ? result(run.report()) : JsonNull.NULL)
        .build();
  }

  public static JsonObject result(RunReport report) {
    return JsonObject.builder()
        .put("text", report.text())
        .putOrNull("structured_output", report.structured())
        .put("usage", report.usage().toJson())
        .putOrNull("cost", report.cost())
        .put("asked", JsonArray.of(report.asked(), RunQuestion::toJson))
        .build();
  }

  /// @throws InvalidShape if it is none
  public static RunReport readResult(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new RunReport(
        fields.text("text"),
        fields.optional("structured_output", value -> value),
        fields.required("usage", value -> TokenUsage.readSum(JsonFields.of(value))),
        fields.optional("cost", JsonFields::asDouble),
        fields.required("asked", JsonFields.listOf(RunQuestion::read)));
  }

  static Instant time(Json value) {
    try {
      return Instant.parse(JsonFields.asText(value));
    } catch (DateTimeException _) {
      throw new InvalidShape("not a time");
    }
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
