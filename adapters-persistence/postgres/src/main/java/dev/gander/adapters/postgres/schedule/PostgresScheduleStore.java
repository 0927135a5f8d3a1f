package dev.gander.adapters.postgres.schedule;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.adapters.postgres.database.StoredText;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleStore;
import dev.gander.domain.schedule.ScheduledJob;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Jobs with a row each. What a server has read it keeps, and asks for what has changed since.
///
/// Recipes of jobs that were created by a server are in the database too; each server has copies in
/// a folder of its own, and sees a job with the path of its copy. A recipe that is only in a file
/// is there for the servers that see the file.
public final class PostgresScheduleStore implements ScheduleStore {
  private static final String STATE = "SELECT version FROM schedule_state";

  private final PostgresDatabase database;
  private final RecipeCopies copies;
  private volatile KnownJobs known = KnownJobs.NONE;

  /// @param recipes the folder for copies of recipes
  public PostgresScheduleStore(PostgresDatabase database, Path recipes) {
    this.database = database;
    this.copies = new RecipeCopies(recipes);
  }

  @Override
  public Optional<List<ScheduledJob>> read() {
    return database.read(this::newest).list();
  }

  /// What a reader keeps is what it has read; another that has read more meanwhile only loses a
  /// moment's lead.
  private KnownJobs newest(Handle handle) {
    long version = handle.createQuery(STATE).mapTo(Long.class).one();
    KnownJobs now = upTo(handle, version);
    known = now;
    return now;
  }

  private KnownJobs upTo(Handle handle, long version) {
    KnownJobs before = known;
    // A database that was restored from a copy begins at an older number.
    KnownJobs base = before.version() > version ? KnownJobs.NONE : before;
    return base.version() == version
        ? base
        : base.with(JobRows.changedSince(handle, base.version(), copies), version);
  }

  @Override
  public List<ScheduledJob> change(Change change) {
    return database.write(
        handle -> {
          long version = handle.createQuery(STATE + " FOR UPDATE").mapTo(Long.class).one();
          KnownJobs before = upTo(handle, version);
          List<ScheduledJob> wanted = List.copyOf(change.of(before.list()));
          if (before.list().filter(wanted::equals).isEmpty()) {
            store(handle, before, wanted, version + 1);
          }
          return wanted;
        });
  }

  private static void store(
      Handle handle, KnownJobs before, List<ScheduledJob> wanted, long version) {
    handle.execute("UPDATE schedule_state SET version = ?", version);
    boolean inOrder = before.keepsOrder(wanted);
    long place = before.lastPlace();
    Set<JobId> kept = new HashSet<>();
    for (ScheduledJob job : wanted) {
      Optional<KnownJobs.Entry> old = inOrder ? before.entry(job.id()) : Optional.empty();
      if (old.isEmpty()) {
        JobRows.put(handle, job, ++place, version);
      } else if (!old.get().job().equals(job)) {
        JobRows.put(handle, job, old.get().place(), version);
      }
      kept.add(job.id());
    }
    before.ids().stream()
        .filter(id -> !kept.contains(id))
        .forEach(id -> JobRows.remove(handle, id, version));
  }

  @Override
  public Path recipeFile(JobId id) {
    return copies.file(id);
  }

  @Override
  public Runnable writeRecipe(JobId id, String text) {
    Optional<String> before = database.read(handle -> JobRows.recipe(handle, id));
    put(id, text);
    return () -> before.ifPresentOrElse(old -> put(id, old), () -> delete(id));
  }

  private void put(JobId id, String text) {
    database.write(
        handle ->
            handle.execute(
                "INSERT INTO schedule_recipe VALUES (?, ?)"
                    + " ON CONFLICT (id) DO UPDATE SET recipe = excluded.recipe",
                id.text(),
                StoredText.json(text)));
    copies.write(id, text);
  }

  private void delete(JobId id) {
    database.write(handle -> handle.execute("DELETE FROM schedule_recipe WHERE id = ?", id.text()));
    copies.remove(id);
  }

  @Override
  public boolean hasRecipe(ScheduledJob job) {
    try {
      return Files.isRegularFile(Path.of(job.source()));
    } catch (InvalidPathException _) {
      return false;
    }
  }
}
