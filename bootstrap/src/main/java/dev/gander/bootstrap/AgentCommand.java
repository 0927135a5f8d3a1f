package dev.gander.bootstrap;

import dev.gander.adapters.http.options.HttpOptions;
import dev.gander.adapters.http.tls.TlsIdentity;
import dev.gander.bootstrap.cluster.ClusterChoice;
import dev.gander.bootstrap.logs.Logs;
import dev.gander.bootstrap.settings.SettingsTable;
import dev.gander.bootstrap.warmup.PracticeServer;
import dev.gander.bootstrap.warmup.WarmUp;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.GanderException;
import dev.gander.process.ChildRecords;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// `goosed agent` and `goosed serve`: runs the server until a signal ends it, or it cannot be
/// reached any more. stderr gets the log, besides what the greeting tells.
final class AgentCommand {
  private static final System.Logger LOG = System.getLogger(AgentCommand.class.getName());

  /// Between two looks whether something that was begun is not over.
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Environment environment;
  private final @Nullable Path cassette;
  private final Greeting greeting;
  private final PrintStream err;

  /// @param cassette the file in which model calls are recorded; null for none
  AgentCommand(
      Environment environment, @Nullable Path cassette, Greeting greeting, PrintStream err) {
    this.environment = environment;
    this.cassette = cassette == null ? null : environment.workingDir().resolve(cassette);
    this.greeting = greeting;
    this.err = err;
  }

  /// Returns after everything is closed.
  ///
  /// @throws GanderException if the environment is invalid
  /// @throws IOException if the server cannot listen, or suddenly accepts no connections any more
  void run() throws IOException, InterruptedException {
    StopSignal stop = StopSignal.install();
    ServerOptions options = ServerOptions.of(environment.variables());
    boolean practises = WarmUp.isWanted(environment.variables());
    Duration drain = ClusterChoice.drain(environment.variables());
    KnownSecrets secrets = KnownSecrets.of(environment.variables());
    Logs.install(environment.logs(), "goosed", err, secrets::hiddenIn);
    Logs.watch(OutOfMemory.ofProcess(err)::logged);
    ChildRecords children = ChildRecords.in(environment.paths().state());
    GanderServer server = GanderServer.start(environment, listening(options), cassette, secrets);
    WarmUp warmUp = new WarmUp(environment.paths().state(), AgentCommand::practise);
    try (EndOfChildren _ = EndOfChildren.prepare(children);
        warmUp;
        server;
        MemoryReturn _ = MemoryReturn.start()) {
      greeting.mark("listening");
      if (cassette != null) {
        err.println("What models are asked and answer is recorded in " + cassette);
      }
      greeting.listening(server);
      tellOfUnreadVariables();
      if (practises) {
        warmUp.begin(server.gander()::idle);
      }
      awaitEnd(server, stop);
      warmUp.end();
      finish(server.gander(), stop, drain);
      greeting.stopping();
    }
  }

  private static PracticeServer practise(Path home, URI model) throws IOException {
    GanderServer server =
        Gander.builder().home(home).variables(PracticeServer.settings(home, model)).start();
    return new PracticeServer(server.uri(), server.key(), server::close);
  }

  /// Begins nothing new, and waits for what was begun, until the time is over or a second signal
  /// comes.
  private static void finish(Gander gander, StopSignal stop, Duration drain)
      throws InterruptedException {
    if (!drain.isZero()) {
      long begun = System.nanoTime();
      LOG.log(Level.INFO, "what was begun may go on for {0}", drain);
      gander.drain();
      while (gander.isBusy()
          && System.nanoTime() - begun < drain.toNanos()
          && !stop.awaitAgain(LOOK)) {
        // It goes on.
      }
    }
  }

  private void tellOfUnreadVariables() {
    for (String name : SettingsTable.unread(environment.variables().keySet())) {
      LOG.log(Level.WARNING, "{0} is set, but no setting of this version has that name", name);
    }
  }

  /// Waits for a signal.
  ///
  /// @throws IOException if the server accepts no connections any more: one that lived on and heard
  ///   nothing would not be restarted by whoever started it
  static void awaitEnd(GanderServer server, StopSignal stop)
      throws IOException, InterruptedException {
    server.failure().thenRun(stop::pretend);
    stop.await();
    Throwable failure = server.failure().toCompletableFuture().getNow(null);
    if (failure != null) {
      throw new IOException("no connection can be accepted any more: " + failure, failure);
    }
  }

  private HttpOptions listening(ServerOptions options) {
    String key = options.key() == null ? keptKey() : options.key();
    TlsIdentity identity = options.tls() ? announcedIdentity(options) : null;
    return HttpOptions.of(options.host(), options.port(), key, identity, options.allowedHosts());
  }

  private String keptKey() {
    KeptKey key = KeptKey.in(environment.paths().state(), new SecureRandom());
    greeting.key(key);
    return key.value();
  }

  private TlsIdentity announcedIdentity(ServerOptions options) {
    greeting.mark("tls setup start");
    TlsIdentity identity = identity(options.certificate(), options.certificateKey());
    greeting.certificate(identity.fingerprint());
    return identity;
  }

  private TlsIdentity identity(@Nullable Path certificate, @Nullable Path key) {
    return certificate == null || key == null
        ? TlsIdentity.selfSigned(environment.paths().config().resolve("tls"), new SecureRandom())
        : TlsIdentity.fromFiles(certificate, key);
  }
}
