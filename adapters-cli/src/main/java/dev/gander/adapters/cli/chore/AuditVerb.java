package dev.gander.adapters.cli.chore;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Program;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `goosed audit`.
@Command(name = "audit", description = "Check the record of what keys were used for.")
public final class AuditVerb {
  private final Program program;

  AuditVerb(Program program) {
    this.program = program;
  }

  @Command(
      description =
          "Find out whether an entry was changed, removed or put in afterwards. Prints the hash of"
              + " the last one.")
  int verify(
      @Parameters(
              arity = "0..1",
              paramLabel = "<ARCHIVE>",
              description = "a folder to which the oldest files of the log were moved")
          @Nullable Path archive) {
    return program.run(new Chore.VerifyAudit(archive));
  }
}
