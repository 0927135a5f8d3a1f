package dev.gander.adapters.postgres.schedule;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.adapters.postgres.database.StoredText;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleRunJson;
import dev.gander.json.jackson.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// A row for each run; the numbers of a job come from a row of their own, whose lock lets servers
/// add one after the other.
public final class PostgresRunHistory implements RunHistory {
  private static final int LONGEST_REASON = 500;

  private final PostgresDatabase database;

  public PostgresRunHistory(PostgresDatabase database) {
    this.database = database;
  }

  @Override
  public ScheduleRun add(ScheduleRun run) {
    return database.write(
        handle -> {
          long number =
              handle
                  .createQuery(
                      """
                      INSERT INTO schedule_run_count VALUES (:job, 1)
                      ON CONFLICT (job) DO UPDATE SET last = schedule_run_count.last + 1
                      RETURNING last""")
                  .bind("job", run.job().text())
                  .mapTo(Long.class)
                  .one();
          ScheduleRun numbered = cut(run).withNumber(number);
          handle.execute(
              "INSERT INTO schedule_run VALUES (?, ?, ?, ?)",
              run.job().text(),
              number,
              text(numbered),
              numbered.isOpen());
          handle.execute(
              "DELETE FROM schedule_run WHERE job = ? AND number <= ?",
              run.job().text(),
              number - MOST);
          return numbered;
        });
  }

  @Override
  public void replace(ScheduleRun run) {
    database.write(handle -> replace(handle, cut(run)));
  }

  private static int replace(Handle handle, ScheduleRun run) {
    return handle.execute(
        "UPDATE schedule_run SET run = ?, is_open = ? WHERE job = ? AND number = ? AND (is_open OR ?)",
        text(run),
        run.isOpen(),
        run.job().text(),
        run.number(),
        run.outcome() == Outcome.SKIPPED);
  }

  private static String text(ScheduleRun run) {
    return StoredText.json(JsonText.write(ScheduleRunJson.write(run)));
  }

  private static ScheduleRun cut(ScheduleRun run) {
    String reason = run.reason();
    return reason == null || reason.length() <= LONGEST_REASON
        ? run
        : run.because(reason.substring(0, LONGEST_REASON) + "…");
  }

  @Override
  public List<ScheduleRun> list(JobId job, int limit, long before) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT run FROM schedule_run WHERE job = :job AND number < :before
                    ORDER BY number DESC LIMIT :limit""")
                .bind("job", job.text())
                .bind("before", before)
                .bind("limit", limit)
                .map(row -> run(row))
                .list());
  }

  @Override
  public void endOpen(JobId job, Instant end) {
    database.write(
        handle -> {
          handle
              .createQuery("SELECT run FROM schedule_run WHERE job = :job AND is_open FOR UPDATE")
              .bind("job", job.text())
              .map(row -> run(row))
              .list()
              .forEach(run -> replace(handle, run.ended(end, Outcome.INTERRUPTED, null)));
          return true;
        });
  }

  private static ScheduleRun run(ResultSet row) throws SQLException {
    return ScheduleRunJson.read(JsonText.parse(row.getString("run")));
  }
}
