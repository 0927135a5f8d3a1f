package dev.gander.adapters.postgres.schedule;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/// This server's copies of recipes.
///
/// @param folder made with the first of them
record RecipeCopies(Path folder) {
  Path file(JobId id) {
    return folder.resolve(id.text() + ".yaml");
  }

  /// Whether the recipe of a job is where some server keeps its copies.
  boolean isCopy(ScheduledJob job) {
    try {
      Path source = Path.of(job.source());
      return source.endsWith(Path.of(folder.getFileName().toString(), job.id().text() + ".yaml"));
    } catch (InvalidPathException _) {
      return false;
    }
  }

  /// The job with our copy of its recipe, which is written if it differs.
  ScheduledJob here(ScheduledJob job, String recipe) {
    Path file = file(job.id());
    if (!holds(file, recipe)) {
      write(job.id(), recipe);
    }
    return job.from(file.toString());
  }

  private static boolean holds(Path file, String recipe) {
    try {
      return Files.exists(file)
          && Arrays.equals(Files.readAllBytes(file), recipe.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      return false; // it is written again
    }
  }

  void write(JobId id, String recipe) {
    Path file = file(id);
    try {
      Files.createDirectories(folder);
      AtomicFile.write(file, recipe.getBytes(StandardCharsets.UTF_8), AtomicFile.Access.USUAL);
      AtomicFile.removeLeftovers(file);
    } catch (IOException e) {
      throw new StorageException(file + " cannot be written: " + e, e);
    }
  }

  void remove(JobId id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new StorageException(file(id) + " cannot be deleted: " + e, e);
    }
  }
}
