package dev.gander.domain.schedule;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleRun.Trigger;
import dev.gander.domain.session.SessionId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/// The JSON form of a [ScheduleRun], in files and answers. Names of outcomes and triggers are
/// written in lower case.
public final class ScheduleRunJson {
  private ScheduleRunJson() {}

  public static JsonObject write(ScheduleRun run) {
    SessionId session = run.session();
    Outcome outcome = run.outcome();
    Double cost = run.cost();
    return JsonObject.builder()
        .put("number", run.number())
        .put("schedule_id", run.job().text())
        .put("trigger", word(run.trigger()))
        .put("start", run.start().toString())
        .putOrNull("end", run.end() == null ? null : run.end().toString())
        .putOrNull("outcome", outcome == null ? null : word(outcome))
        .putOrNull("reason", run.reason())
        .put("fires", run.fires())
        .putOrNull("session_id", session == null ? null : session.value())
        .put("tokens", run.tokens().toJson())
        .putOrNull("cost", cost == null ? null : Json.of(cost))
        .build();
  }

  /// @throws InvalidShape if it is not a run
  public static ScheduleRun read(Json json) {
    JsonFields fields = JsonFields.of(json);
    String session = fields.optionalText("session_id");
    return new ScheduleRun(
        fields.integer("number"),
        new JobId(fields.text("schedule_id")),
        fields.required("trigger", value -> named(Trigger.class, value)),
        fields.required("start", ScheduleRunJson::time),
        fields.optional("end", ScheduleRunJson::time),
        fields.optional("outcome", value -> named(Outcome.class, value)),
        fields.optionalText("reason"),
        fields.integer("fires"),
        session == null ? null : new SessionId(session),
        fields.required("tokens", TokenUsage::read),
        fields.optional("cost", JsonFields::asDouble));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <T extends Enum<T>> T named(Class<T> type, Json value) {
    String word = JsonFields.asText(value);
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw InvalidShape.unknownVariant(word);
    }
  }

  private static Instant time(Json value) {
    try {
      return Instant.parse(JsonFields.asText(value));
    } catch (DateTimeException _) {
      throw new InvalidShape("not a time");
    }
  }
}
