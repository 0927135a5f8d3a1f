package dev.gander.bootstrap;

import dev.gander.adapters.acp.AcpServer;
import dev.gander.adapters.acp.stdio.StdioConnection;
import dev.gander.bootstrap.logs.Logs;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.GanderException;
import dev.gander.process.ChildRecords;
import java.io.InputStream;
import java.io.PrintStream;

/// `goosed acp`: serves the client that has started us, until its messages end or a signal comes.
/// Loads nothing of the HTTP server. stdout gets the protocol alone, stderr the log.
final class AcpCommand {
  private final Environment environment;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  AcpCommand(Environment environment, InputStream in, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /// Returns after everything is closed.
  ///
  /// @throws GanderException if the environment is invalid
  void run() throws InterruptedException {
    // What a library prints would break the protocol.
    System.setOut(err);
    StopSignal stop = StopSignal.install();
    KnownSecrets secrets = KnownSecrets.of(environment.variables());
    Logs.install(environment.logs(), "acp", err, secrets::hiddenIn);
    Logs.watch(OutOfMemory.ofProcess(err)::logged);
    ChildRecords children = ChildRecords.in(environment.paths().state());
    Gander gander = Gander.opening(environment, null, secrets, HandedIn.NOTHING);
    try (EndOfChildren _ = EndOfChildren.prepare(children);
        gander;
        StdioConnection client = StdioConnection.open(new AcpServer(gander.useCases()), in, out);
        MemoryReturn _ = MemoryReturn.start()) {
      gander.begin();
      client.end().thenRun(stop::pretend);
      stop.await();
      gander.endTurns();
    }
  }
}
