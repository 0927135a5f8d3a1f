package dev.gander.adapters.cli.chore;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Chore.Destination;
import dev.gander.application.api.program.Program;
import picocli.CommandLine.Command;

/// `goosed migrate`.
@Command(
    name = "migrate",
    description = {
      "Copy all sessions to the database of several servers, or back.",
      "GANDER_DATABASE names it. What is copied stays where it was; start it again to go on after"
          + " it was cut off. No server may be running."
    })
public final class MigrateVerb {
  private final Program program;

  MigrateVerb(Program program) {
    this.program = program;
  }

  @Command(name = "to-database", description = "From goose's file on this machine.")
  int toDatabase() {
    return program.run(new Chore.Migrate(Destination.DATABASE));
  }

  @Command(name = "to-files", description = "To goose's file on this machine.")
  int toFiles() {
    return program.run(new Chore.Migrate(Destination.FILES));
  }
}
