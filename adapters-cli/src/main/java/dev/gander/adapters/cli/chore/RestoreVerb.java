package dev.gander.adapters.cli.chore;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Program;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `goosed restore`.
@Command(
    name = "restore",
    description = {
      "Put a backup in place of what is there.",
      "What was there moves to a folder of its own. No server may be running."
    })
public final class RestoreVerb implements Callable<Integer> {
  private final Program program;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "<FOLDER>", description = "the backup")
  private @Nullable Path folder;

  @Option(
      names = "--salvage",
      description = "make new databases of what can be read of damaged ones, which are set aside")
  private boolean isSalvage;

  RestoreVerb(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    if ((folder == null) != isSalvage) {
      throw new ParameterException(
          spec.commandLine(),
          isSalvage ? "--salvage takes no folder" : "the folder of the backup is missing");
    }
    return program.run(new Chore.Restore(folder));
  }
}
