package dev.gander.adapters.cli.chore;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Program;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `goosed backup`.
@Command(
    name = "backup",
    description = {
      "Copy sessions, settings, recipes and schedules, also while in use.",
      "Secrets are copied as they are stored. The copy is checked, and appears when it is complete."
    })
public final class BackupVerb implements Callable<Integer> {
  private final Program program;

  @Parameters(
      arity = "0..1",
      paramLabel = "<FOLDER>",
      description = "must not exist; without it a new one in GANDER_BACKUP_FOLDER")
  private @Nullable Path folder;

  BackupVerb(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    return program.run(new Chore.WriteBackup(folder));
  }
}
