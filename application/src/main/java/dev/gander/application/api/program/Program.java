package dev.gander.application.api.program;

import dev.gander.application.api.UseCases;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.config.OwnState;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The program that a command belongs to.
public interface Program {
  String version();

  Machine machine();

  InputStream in();

  /// Results, which a script may read.
  PrintStream out();

  /// Everything else.
  PrintStream err();

  /// A setting that is a text, from the environment or the files.
  ///
  /// @throws dev.gander.domain.error.StorageException if the settings cannot be read
  Optional<String> setting(String key);

  /// Carries it out; failures are told on [#err()].
  ///
  /// @return the exit code
  int run(Chore chore);

  /// Opens the agent in this process. Files are opened when first needed.
  ///
  /// @throws dev.gander.domain.error.GanderException if the environment is invalid
  Opened open();

  /// The same for work that takes longer, with a log of its own.
  ///
  /// @param log the end of the name of the log file
  /// @throws dev.gander.domain.error.GanderException if the environment is invalid
  Opened openWithLog(String log);

  /// From now on the first signal that asks for an end runs the action, on a thread of its own, and
  /// the process goes on.
  void onStop(Runnable action);

  /// Shows how far some work is, until the result is closed: on a terminal in one line that
  /// changes, elsewhere now and then in the log.
  ///
  /// @param total in bytes
  /// @param done how many bytes are done; asked on a thread of its own
  ShownWork show(String title, long total, LongSupplier done);

  /// Work whose progress is shown.
  interface ShownWork extends AutoCloseable {
    @Override
    void close();
  }

  /// An agent without any transport; closing it takes a few seconds at most.
  interface Opened extends AutoCloseable {
    UseCases useCases();

    @Override
    void close();
  }

  /// The machine as the program sees it.
  ///
  /// @param variables environment variables
  /// @param osName the system property `os.name`
  /// @param workingDir for relative paths
  /// @param columns the width of the terminal; 0 if there is none
  record Machine(
      Map<String, String> variables,
      GoosePaths paths,
      String osName,
      Path workingDir,
      int columns,
      Clock clock) {
    public Machine {
      variables = Map.copyOf(variables);
    }

    /// Where `goosed serve` writes down, in two lines, its address and its process while it runs.
    public Path served() {
      return OwnState.SERVED.in(paths.state());
    }

    /// A variable that says something.
    public Optional<String> variable(String name) {
      return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
    }
  }
}
