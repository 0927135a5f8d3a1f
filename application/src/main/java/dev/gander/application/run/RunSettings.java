package dev.gander.application.run;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import java.lang.System.Logger.Level;

/// The settings for runs, read when they are needed. No request waits for an answer at that time,
/// so a setting that cannot be read counts as not set, and the log says so.
public record RunSettings(TypedSettings settings) {
  private static final System.Logger LOG = System.getLogger(RunSettings.class.getName());
  private static final int USUAL_PARALLEL = 4;

  /// `GANDER_PARALLEL_RUNS`: how many runs are worked on at once.
  int parallelRuns() {
    try {
      return (int) settings.positive("GANDER_PARALLEL_RUNS").orElse(USUAL_PARALLEL);
    } catch (InvalidInput | StorageException e) {
      LOG.log(Level.WARNING, "{0}; {1} runs are worked on at once", e.text(), USUAL_PARALLEL);
      return USUAL_PARALLEL;
    }
  }
}
