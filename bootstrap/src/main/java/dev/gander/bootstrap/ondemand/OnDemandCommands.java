package dev.gander.bootstrap.ondemand;

import dev.gander.application.api.program.Commands;
import dev.gander.application.api.program.Program;
import dev.gander.domain.error.Unavailable;
import java.util.List;

/// The command line. The launcher puts it on the module path where it is wanted, so that the AOT
/// cache of commands counts; elsewhere it is loaded here.
public final class OnDemandCommands implements Commands {
  private final OnDemand<Commands> commands =
      new OnDemand<>(
          Commands.class,
          "dev.gander.adapters.cli",
          "cli",
          () -> new Unavailable("The command line is not installed"));

  @Override
  public int run(List<String> arguments, Program program) {
    return commands.get().run(arguments, program);
  }
}
