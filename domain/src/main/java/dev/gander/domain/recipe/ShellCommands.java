package dev.gander.domain.recipe;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/// Runs the commands by which a recipe checks its own work. Thread-safe.
public interface ShellCommands {
  /// Runs a command line in the system's shell, with nothing to read, and waits for its end. What
  /// it prints is dropped.
  ///
  /// @param folder where it runs
  /// @param limit then it is ended with all its processes, as it is when the caller is interrupted
  /// @return its exit code; empty if it took too long
  /// @throws dev.gander.domain.error.Unavailable if it cannot be started, as in a folder that is
  ///   gone
  OptionalInt run(String command, Path folder, Duration limit) throws InterruptedException;
}
