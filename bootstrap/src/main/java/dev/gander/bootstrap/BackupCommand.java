package dev.gander.bootstrap;

import dev.gander.adapters.persistence.backup.BackupWriter;
import dev.gander.bootstrap.keeping.BackupPlaces;
import dev.gander.bootstrap.logs.Logs;
import dev.gander.bootstrap.progress.ShownProgress;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.keeping.Backup;
import dev.gander.files.PrivateFiles;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// `goosed backup [FOLDER]`: copies everything that is kept, also while servers use it.
///
/// @param columns of the terminal; 0 if there is none
/// @param target null for a new folder among the server's own backups
record BackupCommand(
    Environment environment, @Nullable Path target, int columns, PrintStream out, PrintStream err) {

  /// @throws dev.gander.domain.error.GanderException if it fails; nothing is left of the copy
  void run() throws InterruptedException {
    KnownSecrets known = KnownSecrets.of(environment.variables());
    Logs.install(environment.logs(), "backup", err, known::hiddenIn);
    BackupPlaces places = Stores.backups(environment);
    Backup made = write(places);
    out.printf(
        "%s: %d sessions with %d messages, %d KB%n",
        made.place(), made.sessions(), made.messages(), made.bytes() >> 10);
  }

  private Backup write(BackupPlaces places) throws InterruptedException {
    BackupWriter writer = places.writer();
    Path chosen = target == null ? null : environment.workingDir().resolve(target);
    Path folder = chosen == null ? places.folder() : PrivateFiles.folderOf(chosen);
    try (ShownProgress _ =
        ShownProgress.of(
            "Backup", writer.expected(), () -> BackupWriter.written(folder), err, columns)) {
      return chosen == null ? places.backups().make() : writer.write(chosen);
    }
  }
}
