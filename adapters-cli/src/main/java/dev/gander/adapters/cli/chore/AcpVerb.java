package dev.gander.adapters.cli.chore;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Program;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `goosed acp`.
@Command(
    name = "acp",
    description = {
      "Serve one client of the Agent Client Protocol, such as an editor, on stdin and stdout.",
      "The program ends with its input. Settings, sessions and GOOSE_PATH_ROOT are those of"
          + " goosed agent; the log goes to stderr and to the state folder."
    })
public final class AcpVerb implements Callable<Integer> {
  private final Program program;

  AcpVerb(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    return program.run(new Chore.Acp());
  }
}
