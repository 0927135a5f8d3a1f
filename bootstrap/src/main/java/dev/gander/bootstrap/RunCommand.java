package dev.gander.bootstrap;

import dev.gander.bootstrap.logs.Logs;
import dev.gander.bootstrap.runner.RunAtServer;
import dev.gander.bootstrap.runner.RunHere;
import dev.gander.bootstrap.runner.RunOptions;
import dev.gander.bootstrap.runner.RunPlace;
import dev.gander.bootstrap.runner.Runner;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.process.ChildRecords;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// `goosed run`: hands a run to a server, or works on it in this process, and waits for its end.
/// Signals cancel the run. stdout gets its result alone.
final class RunCommand {
  private static final int REFUSED = 1;

  private final Environment environment;
  private final RunOptions options;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  RunCommand(
      Environment environment,
      RunOptions options,
      InputStream in,
      PrintStream out,
      PrintStream err) {
    this.environment = environment;
    this.options = options;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /// Returns after everything is closed.
  ///
  /// @return the exit code
  /// @throws GanderException if the environment is invalid
  /// @throws IOException if the server cannot be reached
  int run() throws IOException, InterruptedException {
    // What a library prints would be taken for the result.
    System.setOut(err);
    StopSignal stop = StopSignal.install();
    String server = chosen(options.server(), "GANDER_SERVER");
    return server == null ? alone(stop) : atServer(server, stop);
  }

  private int atServer(String server, StopSignal stop) throws IOException, InterruptedException {
    String key = chosen(options.key(), "GANDER_KEY");
    String known = key == null ? environment.variables().get("GOOSE_SERVER__SECRET_KEY") : key;
    if (known == null) {
      throw new InvalidInput(
          "The server's key is missing: --key, GANDER_KEY or GOOSE_SERVER__SECRET_KEY");
    }
    try (RunPlace place = new RunAtServer(server, known, network())) {
      return run(place, stop);
    }
  }

  private int alone(StopSignal stop) throws IOException, InterruptedException {
    KnownSecrets secrets = KnownSecrets.of(environment.variables());
    Logs.install(environment.logs(), "run", err, secrets::hiddenIn);
    ChildRecords children = ChildRecords.in(environment.paths().state());
    Gander gander = Gander.create(environment, null, secrets);
    try (EndOfChildren _ = EndOfChildren.prepare(children);
        gander;
        RunPlace place = new RunHere(gander.useCases(), err::println)) {
      return run(place, stop);
    }
  }

  private int run(RunPlace place, StopSignal stop) throws IOException, InterruptedException {
    Runner runner = new Runner(options, place, in, out, err);
    Thread.ofVirtual().start(() -> cancelAt(stop, runner));
    try {
      return runner.run();
    } catch (GanderException refused) {
      err.println("Error: " + refused.text());
      return REFUSED;
    }
  }

  private void cancelAt(StopSignal stop, Runner runner) {
    try {
      stop.await();
      runner.cancel();
    } catch (GanderException | IOException e) {
      if (!runner.isOver()) {
        err.println("The run cannot be cancelled: " + e.getMessage());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable String chosen(@Nullable String option, String variable) {
    String text = option == null ? environment.variables().get(variable) : option;
    return text == null || text.isBlank() ? null : text;
  }

  private NetworkSettings network() {
    return NetworkAccess.of(Stores.settings(environment), environment.variables());
  }
}
