package dev.gander.bootstrap;

import dev.gander.bootstrap.keeping.BackupPlaces;
import dev.gander.bootstrap.logs.Logs;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.keeping.Backup;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// `goosed backup [FOLDER]`: copies everything that is kept, also while servers use it.
///
/// @param target null for a new folder among the server's own backups
record BackupCommand(
    Environment environment, @Nullable Path target, PrintStream out, PrintStream err) {

  /// @throws dev.gander.domain.error.GanderException if it fails; nothing is left of the copy
  void run() throws InterruptedException {
    KnownSecrets known = KnownSecrets.of(environment.variables());
    Logs.install(environment.logs(), "backup", err, known::hiddenIn);
    BackupPlaces places = Stores.backups(environment);
    Backup made =
        target == null
            ? places.backups().make()
            : places.writer().write(environment.workingDir().resolve(target));
    out.printf(
        "%s: %d sessions with %d messages, %d KB%n",
        made.place(), made.sessions(), made.messages(), made.bytes() >> 10);
  }
}
