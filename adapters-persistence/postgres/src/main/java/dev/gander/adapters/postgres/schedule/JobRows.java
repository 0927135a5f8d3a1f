package dev.gander.adapters.postgres.schedule;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.postgres.database.StoredText;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.domain.schedule.ScheduledJobJson;
import dev.gander.json.jackson.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of jobs and recipes.
final class JobRows {
  private JobRows() {}

  static List<KnownJobs.Changed> changedSince(Handle handle, long version, RecipeCopies copies) {
    return handle
        .createQuery(
            """
            SELECT s.id, s.place, s.job, r.recipe FROM schedule s
              LEFT JOIN schedule_recipe r ON r.id = s.id WHERE s.version > :version""")
        .bind("version", version)
        .map(row -> changed(row, copies))
        .list();
  }

  private static KnownJobs.Changed changed(ResultSet row, RecipeCopies copies) throws SQLException {
    JobId id = new JobId(row.getString("id"));
    String job = row.getString("job");
    return new KnownJobs.Changed(
        id,
        job == null
            ? null
            : new KnownJobs.Entry(
                here(ScheduledJobJson.read(JsonText.parse(job)), row.getString("recipe"), copies),
                row.getLong("place")));
  }

  private static ScheduledJob here(ScheduledJob job, @Nullable String recipe, RecipeCopies copies) {
    return recipe == null || !copies.isCopy(job) ? job : copies.here(job, recipe);
  }

  static void put(Handle handle, ScheduledJob job, long place, long version) {
    handle.execute(
        """
        INSERT INTO schedule (id, place, job, version) VALUES (?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET place = excluded.place, job = excluded.job,
          version = excluded.version""",
        job.id().text(),
        place,
        StoredText.json(JsonText.write(ScheduledJobJson.writeStored(job))),
        version);
  }

  static void remove(Handle handle, JobId id, long version) {
    handle.execute("UPDATE schedule SET job = NULL, version = ? WHERE id = ?", version, id.text());
    handle.execute("DELETE FROM schedule_recipe WHERE id = ?", id.text());
  }

  static Optional<String> recipe(Handle handle, JobId id) {
    return handle
        .createQuery("SELECT recipe FROM schedule_recipe WHERE id = :id")
        .bind("id", id.text())
        .mapTo(String.class)
        .findOne();
  }
}
