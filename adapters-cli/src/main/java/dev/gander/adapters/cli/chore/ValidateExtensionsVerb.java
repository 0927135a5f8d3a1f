package dev.gander.adapters.cli.chore;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Program;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `goosed validate-extensions`.
@Command(name = "validate-extensions", description = "Check a JSON list of bundled extensions.")
public final class ValidateExtensionsVerb implements Callable<Integer> {
  private final Program program;

  @Parameters(paramLabel = "<PATH>", description = "the file with the list")
  private Path file;

  ValidateExtensionsVerb(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    return program.run(new Chore.ValidateExtensions(file));
  }
}
