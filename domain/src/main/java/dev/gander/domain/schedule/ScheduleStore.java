package dev.gander.domain.schedule;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The jobs, shared with goose and other servers, and the recipes of those that were created here.
/// Thread-safe, and against other processes that take the same lock. What was written is durable.
/// Every method throws [dev.gander.domain.error.StorageException] when the jobs cannot be read or
/// written; what was stored stays as it is.
public interface ScheduleStore {

  /// The stored jobs in their order; empty if nothing was ever stored, or someone has emptied the
  /// store. Entries that are not jobs are left out, as are later ones with the same id. Cheap if
  /// nothing has changed.
  Optional<List<ScheduledJob>> read();

  /// Reads, changes and writes the jobs under the lock. Members and entries that are not understood
  /// stay where they are. Nothing is written if the change throws, which propagates, or changes
  /// nothing.
  ///
  /// @return the jobs as they are now stored
  List<ScheduledJob> change(Change change);

  /// A change of all jobs.
  @FunctionalInterface
  interface Change {
    /// @param stored as from [#read]
    List<ScheduledJob> of(Optional<List<ScheduledJob>> stored);
  }

  /// Where the recipe of a job that is created here is kept.
  Path recipeFile(JobId id);

  /// Writes that file, whole or not at all.
  ///
  /// @return puts back what was there before
  Runnable writeRecipe(JobId id, String text);

  /// Whether the file of a job's recipe exists.
  boolean hasRecipe(ScheduledJob job);
}
