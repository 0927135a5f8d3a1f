package dev.gander.application.api.status;

import dev.gander.application.api.status.Diagnostics.Report;
import dev.gander.application.api.status.Diagnostics.Summary;
import dev.gander.domain.config.DiagnosticFiles.Excerpt;
import dev.gander.domain.config.DiagnosticFiles.Kind;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.turn.TurnStanding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report in the form of goosed 1.39, which has no place of its own for turns: one that does not
/// get on is a problem.
public final class DiagnosticsJson {
  private static final int LINES = 400;

  private DiagnosticsJson() {}

  public static JsonObject write(Summary summary) {
    return begin("summary", summary)
        .put("config", JsonNull.NULL)
        .put("session", JsonNull.NULL)
        .put("logs", logs(JsonNull.NULL, JsonArray.EMPTY))
        .put("prompts", JsonArray.EMPTY)
        .put("schedule", JsonNull.NULL)
        .put("scheduledRecipes", JsonArray.EMPTY)
        .put("errors", JsonArray.EMPTY)
        .build();
  }

  /// @param reader for the file of schedules
  public static JsonObject write(Report report, JsonReader reader) {
    List<JsonObject> errors = new ArrayList<>();
    report.problems().forEach(problem -> errors.add(error(null, problem)));
    report.turns().stream()
        .filter(TurnStanding::isStuck)
        .forEach(turn -> errors.add(error(null, "a turn does not get on: " + turn.words())));
    return begin("full", report.summary())
        .put("config", first(report, Kind.CONFIG, DiagnosticsJson::config))
        .put("session", report.session())
        .put(
            "logs",
            logs(
                first(report, Kind.SERVER_LOG, DiagnosticsJson::lastLines),
                JsonArray.of(report.files(Kind.MODEL_LOGS), DiagnosticsJson::log)))
        .put(
            "prompts",
            JsonArray.of(report.prompts(), it -> content("name", it.name(), it.text()).build()))
        .put("schedule", first(report, Kind.SCHEDULE, file -> schedule(file, reader, errors)))
        .put(
            "scheduledRecipes",
            JsonArray.of(
                report.files(Kind.SCHEDULED_RECIPES),
                it -> content("path", it.file().toString(), it.text()).build()))
        .put("errors", JsonArray.of(errors, error -> error))
        .build();
  }

  private static JsonObject.Builder begin(String level, Summary summary) {
    return JsonObject.builder()
        .put("schemaVersion", 1)
        .put("generatedAt", summary.generatedAt().toString())
        .put("level", level)
        .put("system", SystemInfoJson.write(summary.system()))
        .put(
            "extensions",
            JsonObject.of("enabled", JsonArray.ofTexts(summary.system().enabledExtensions())));
  }

  private interface Form {
    Json of(Excerpt file);
  }

  private static Json first(Report report, Kind kind, Form form) {
    return report.files(kind).stream().findFirst().map(form::of).orElse(JsonNull.NULL);
  }

  private static JsonObject config(Excerpt file) {
    return JsonObject.builder()
        .put("configPath", file.file().toString())
        .put("configYaml", file.text())
        .put("truncated", file.truncated())
        .build();
  }

  private static JsonObject logs(Json server, JsonArray models) {
    return JsonObject.of("server", server).with("llm", models);
  }

  private static JsonObject log(Excerpt file) {
    return content("path", file.file().toString(), file.text())
        .put("truncated", file.truncated())
        .build();
  }

  /// goosed marks the log of a server as truncated even when it is complete.
  private static JsonObject lastLines(Excerpt file) {
    List<String> lines = file.text().lines().toList();
    String last = String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    return content("path", file.file().toString(), last).put("truncated", true).build();
  }

  private static JsonObject.Builder content(String member, String name, String text) {
    return JsonObject.builder().put(member, name).put("content", text);
  }

  private static Json schedule(Excerpt file, JsonReader reader, List<JsonObject> errors) {
    try {
      return reader.parse(file.text());
    } catch (InvalidInput e) {
      errors.add(error(file.file().toString(), "no JSON: " + e.text()));
      return JsonNull.NULL;
    }
  }

  private static JsonObject error(@Nullable String path, String message) {
    return JsonObject.builder().putOrNull("path", path).put("message", message).build();
  }
}
