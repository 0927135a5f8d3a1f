package dev.gander.adapters.persistence.runs;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlQuery;
import dev.gander.adapters.persistence.sql.SqlStatement;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunJson;
import dev.gander.domain.run.RunPage;
import dev.gander.domain.run.RunReport;
import dev.gander.domain.run.RunRequestJson;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunTimes;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of the table of runs.
final class RunRows {
  static final RunPage NONE = new RunPage(List.of(), null);

  private RunRows() {}

  /// @param server to which the run belongs
  record Row(long number, String server, Run run) {}

  static void insert(Handle handle, Run run, String server, @Nullable String idempotencyKey) {
    bound(
            handle.createUpdate(
                """
                INSERT INTO runs (id, owner, idempotency_key, server, state, request, recipe,
                  schedule, session, created, started, ended, reason, report, attempts)
                VALUES (:id, :owner, :idempotencyKey, :server, :state, :request, :recipe,
                  :schedule, :session, :created, :started, :ended, :reason, :report, :attempts)"""),
            run)
        .bind("owner", run.owner().value())
        .bind("idempotencyKey", idempotencyKey)
        .bind("server", server)
        .bind("request", JsonText.write(RunRequestJson.write(run.request())))
        .bind("recipe", text(run.recipe()))
        .bind("schedule", run.schedule())
        .bind("created", run.times().created().toString())
        .execute();
  }

  /// What may change of a run.
  static void update(Handle handle, Run run) {
    bound(
            handle.createUpdate(
                """
                UPDATE runs SET state = :state, session = :session, started = :started,
                  ended = :ended, reason = :reason, report = :report, attempts = :attempts
                WHERE id = :id"""),
            run)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bound(S statement, Run run) {
    SessionId session = run.session();
    RunTimes times = run.times();
    return statement
        .bind("id", run.id().text())
        .bind("state", run.state().wire())
        .bind("session", session == null ? null : session.value())
        .bind("started", text(times.started()))
        .bind("ended", text(times.ended()))
        .bind("reason", run.reason())
        .bind(
            "report",
            run.report().equals(RunReport.NOTHING) ? null : text(RunJson.result(run.report())))
        .bind("attempts", run.attempts());
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable String text(@Nullable Json json) {
    return json == null ? null : JsonText.write(json);
  }

  /// @param statement gives one row more than fits, if there is one
  static RunPage page(SqlQuery statement, int limit) {
    List<Run> runs = new ArrayList<>();
    Long last = null;
    try (var rows = statement.map(RunRows::row).stream()) {
      Iterator<Row> next = rows.iterator();
      while (next.hasNext()) {
        Row row = next.next();
        if (runs.size() == limit) {
          return new RunPage(runs, last == null ? Long.valueOf(row.number() + 1) : last);
        }
        runs.add(row.run());
        last = row.number();
      }
    }
    return new RunPage(runs, null);
  }

  static Row row(ResultSet row) throws SQLException {
    return new Row(row.getLong("number"), row.getString("server"), read(row));
  }

  static Run read(ResultSet row) throws SQLException {
    String id = row.getString("id");
    try {
      return new Run(
          new RunId(id),
          new KeyId(row.getString("owner")),
          RunRequestJson.read(JsonFields.of(JsonText.parse(row.getString("request")))),
          recipe(row.getString("recipe")),
          row.getString("schedule"),
          RunState.parse(row.getString("state")).orElseThrow(),
          session(row.getString("session")),
          times(row),
          row.getString("reason"),
          report(row.getString("report")),
          row.getInt("attempts"));
    } catch (InvalidInput e) {
      throw new StorageException("Run " + id + " cannot be read: " + e.text(), e);
    }
  }

  private static @Nullable JsonObject recipe(@Nullable String text) {
    return text == null ? null : JsonFields.asObject(JsonText.parse(text));
  }

  private static @Nullable SessionId session(@Nullable String id) {
    return id == null ? null : new SessionId(id);
  }

  private static RunTimes times(ResultSet row) throws SQLException {
    return new RunTimes(
        Instant.parse(row.getString("created")),
        time(row.getString("started")),
        time(row.getString("ended")));
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  private static RunReport report(@Nullable String text) {
    return text == null ? RunReport.NOTHING : RunJson.readResult(JsonText.parse(text));
  }
}
