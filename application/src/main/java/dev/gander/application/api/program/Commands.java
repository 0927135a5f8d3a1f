package dev.gander.application.api.program;

import java.util.List;

/// The command line.
public interface Commands {

  /// Carries out what the arguments ask for. Mistakes and failures are told on the program's error
  /// stream.
  ///
  /// @return the exit code
  int run(List<String> arguments, Program program);
}
