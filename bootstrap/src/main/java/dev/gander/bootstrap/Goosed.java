package dev.gander.bootstrap;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Program;
import dev.gander.bootstrap.ondemand.OnDemandCommands;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// The program behind [Main]. What it prints as a server is part of the contract, since Goose
/// Desktop reads both streams.
final class Goosed {
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  Goosed(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /// @return the exit code
  int run(List<String> arguments) {
    Optional<Chore> direct = DirectCommand.parse(arguments);
    direct.ifPresent(_ -> err.println("GOOSED_BOOT: main entered"));
    Program program = new RunningProgram(Environment.ofProcess(), in, out, err);
    return direct.isPresent()
        ? program.run(direct.get())
        : new OnDemandCommands().run(arguments, program);
  }
}
