package dev.gander.adapters.cli;

import dev.gander.application.api.program.Commands;
import dev.gander.application.api.program.Program;
import java.util.List;

/// The command line, on picocli.
public final class PicocliCommands implements Commands {
  @Override
  public int run(List<String> arguments, Program program) {
    return CommandTree.of(program).execute(arguments.toArray(String[]::new));
  }
}
