package dev.gander.adapters.cli.run;

import dev.gander.adapters.cli.server.ServerChoice;
import dev.gander.adapters.cli.server.ServerConnection;
import dev.gander.application.api.program.Program;
import dev.gander.application.api.program.Program.Opened;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `goosed run`: starts a run at a server, or works on it in this process, and waits for its end.
/// Signals cancel the run. stdout gets its result alone.
@Command(
    name = "run",
    description = "Start a run, wait for its end, and print its result. Ctrl-C cancels it.",
    exitCodeList = {
      "0:the run succeeded",
      "1:it failed",
      "2:the arguments make no sense",
      "3:a limit was reached",
      "4:it was interrupted: the server died",
      "130:it was cancelled"
    })
public final class RunVerb implements Callable<Integer> {
  private final Program program;

  @Spec private CommandSpec spec;
  @Mixin private RunArguments arguments = new RunArguments();
  @Mixin private ServerChoice server = new ServerChoice();

  RunVerb(Program program) {
    this.program = program;
  }

  /// @throws GanderException if the environment is invalid, or the run is refused
  /// @throws IOException if the server cannot be reached
  @Override
  public Integer call() throws IOException, InterruptedException {
    RunOptions options = options();
    Optional<ServerConnection> connection = server.connection(program);
    if (connection.isPresent()) {
      try (RunPlace place = new RunAtServer(connection.get())) {
        return run(options, place);
      }
    }
    try (Opened opened = program.openWithLog("run");
        RunPlace place = new RunHere(opened.useCases(), program.err()::println)) {
      return run(options, place);
    }
  }

  private RunOptions options() {
    try {
      return arguments.options();
    } catch (InvalidInput e) {
      throw new ParameterException(spec.commandLine(), e.text());
    }
  }

  private int run(RunOptions options, RunPlace place) throws IOException, InterruptedException {
    Runner runner = new Runner(options, place, program.in(), program.out(), program.err());
    program.onStop(() -> cancel(runner));
    return runner.run();
  }

  private void cancel(Runner runner) {
    try {
      runner.cancel();
    } catch (GanderException | IOException e) {
      if (!runner.isOver()) {
        program.err().println("The run cannot be cancelled: " + e.getMessage());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
