package dev.gander.bootstrap;

import dev.gander.adapters.persistence.backup.Restoration;
import dev.gander.adapters.persistence.backup.Salvage;
import dev.gander.adapters.persistence.backup.SavedTable;
import dev.gander.bootstrap.keeping.BackupPlaces;
import dev.gander.bootstrap.logs.Logs;
import dev.gander.bootstrap.progress.ShownProgress;
import dev.gander.domain.config.KnownSecrets;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `goosed restore FOLDER` puts a backup in place of what is there; `goosed restore --salvage`
/// makes new databases of what can be read of damaged ones.
///
/// @param columns of the terminal; 0 if there is none
/// @param source null to salvage
record RestoreCommand(
    Environment environment, @Nullable Path source, int columns, PrintStream out, PrintStream err) {

  /// @throws dev.gander.domain.error.GanderException if it fails; what was there still is
  void run() throws InterruptedException {
    KnownSecrets known = KnownSecrets.of(environment.variables());
    Logs.install(environment.logs(), "restore", err, known::hiddenIn);
    BackupPlaces places = Stores.backups(environment);
    if (source == null) {
      salvaged(places.salvage()).forEach(this::tell);
    } else {
      tell(restored(places, environment.workingDir().resolve(source)));
    }
  }

  private List<Salvage.Outcome> salvaged(Salvage salvage) {
    long expected = salvage.expected();
    try (ShownProgress _ = ShownProgress.of("Salvage", expected, salvage::done, err, columns)) {
      return salvage.run();
    }
  }

  private Restoration.Restored restored(BackupPlaces places, Path backup)
      throws InterruptedException {
    Restoration restoration = places.restoration();
    long expected = Restoration.expected(backup);
    try (ShownProgress _ = ShownProgress.of("Restore", expected, restoration::done, err, columns)) {
      return restoration.restore(backup);
    }
  }

  private void tell(Restoration.Restored restored) {
    out.printf(
        "Restored %d sessions with %d messages, as they were at %s. What was there is in %s%n",
        restored.backup().sessions(),
        restored.backup().messages(),
        restored.backup().made(),
        restored.before());
  }

  private void tell(Salvage.Outcome outcome) {
    if (outcome.damaged().isEmpty()) {
      out.println(outcome.database() + " is sound and stays as it is");
      return;
    }
    out.printf(
        "%s has what could be read. The damaged one is %s%n",
        outcome.database(), outcome.damaged().get());
    for (SavedTable table : outcome.tables()) {
      String lost = table.lost() == 0 ? "none lost" : "at most " + table.lost() + " lost";
      out.printf("  %s: %d rows saved, %s%n", table.name(), table.saved(), lost);
    }
  }
}
