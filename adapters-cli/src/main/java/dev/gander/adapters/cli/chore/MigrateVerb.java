package dev.gander.adapters.cli.chore;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Chore.Destination;
import dev.gander.application.api.program.Program;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `goosed migrate`.
@Command(
    name = "migrate",
    description = {
      "Copy sessions, settings, secrets, schedules and what else servers share to their database,"
          + " or back.",
      "GANDER_DATABASE names it. What is copied stays where it was; start it again to go on after"
          + " it was cut off. No server may be running."
    })
public final class MigrateVerb {
  private static final String REPLACE =
      "Replace what the destination has otherwise; but no session by an older state.";

  private final Program program;

  MigrateVerb(Program program) {
    this.program = program;
  }

  @Command(name = "to-database", description = "From the files of this machine.")
  int toDatabase(@Option(names = "--replace", description = REPLACE) boolean isReplacing) {
    return program.run(new Chore.Migrate(Destination.DATABASE, isReplacing));
  }

  @Command(name = "to-files", description = "To the files of this machine.")
  int toFiles(@Option(names = "--replace", description = REPLACE) boolean isReplacing) {
    return program.run(new Chore.Migrate(Destination.FILES, isReplacing));
  }
}
