package dev.gander.bootstrap;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.KeyOrder;
import dev.gander.application.api.program.Program;
import dev.gander.application.api.program.WebhookOrder;
import dev.gander.bootstrap.access.AuditOfCommands;
import dev.gander.bootstrap.access.KeyDesk;
import dev.gander.bootstrap.access.WebhookDesk;
import dev.gander.bootstrap.cluster.Migration;
import dev.gander.bootstrap.logs.Logs;
import dev.gander.bootstrap.progress.ShownProgress;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.OwnStores;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonString;
import dev.gander.process.ChildRecords;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;

/// This process: exit code 0 is success, 1 a failure, 130 an interruption.
///
/// @param environment what chores and the agent see
record RunningProgram(Environment environment, InputStream in, PrintStream out, PrintStream err)
    implements Program {
  private static final int SUCCESS = 0;
  private static final int FAILURE = 1;
  private static final int INTERRUPTED = 130;

  @Override
  public String version() {
    return ProgramVersion.current();
  }

  @Override
  public Machine machine() {
    return new Machine(
        environment.variables(),
        environment.paths(),
        environment.osName(),
        environment.workingDir(),
        // Set by the launcher.
        Integer.getInteger("gander.columns", 0),
        environment.clock());
  }

  @Override
  public Optional<String> setting(String key) {
    return Stores.settings(environment)
        .find(key)
        .flatMap(
            value ->
                value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty());
  }

  @Override
  public Opened open() {
    return new Agent(Gander.create(environment, quietLogs()), () -> {});
  }

  @Override
  public Opened openWithLog(String log) {
    // What a library prints would be taken for the result.
    System.setOut(err);
    KnownSecrets secrets = logTo(log);
    ChildRecords children = ChildRecords.in(environment.paths().state());
    Gander gander = Gander.create(environment, secrets);
    return new Agent(gander, EndOfChildren.prepare(children)::close);
  }

  /// An agent, and the end of what it started.
  private record Agent(Gander gander, Runnable end) implements Opened {
    @Override
    public UseCases useCases() {
      return gander.useCases();
    }

    @Override
    public void close() {
      gander.close();
      end.run();
    }
  }

  @Override
  public void onStop(Runnable action) {
    StopSignal stop = StopSignal.install();
    Thread.ofVirtual().start(() -> runAt(stop, action));
  }

  private static void runAt(StopSignal stop, Runnable action) {
    try {
      stop.await();
      action.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public ShownWork show(String title, long total, LongSupplier done) {
    ShownProgress progress = ShownProgress.of(title, total, done, err, machine().columns());
    return progress::close;
  }

  @Override
  public int run(Chore chore) {
    Thread.setDefaultUncaughtExceptionHandler(OutOfMemory.ofProcess(err));
    try {
      return done(chore);
    } catch (GanderException e) {
      // What is interrupted in the middle of a file tells that of the file.
      boolean isInterrupted = Thread.interrupted();
      fail(prefix(chore) + e.text());
      return isInterrupted ? INTERRUPTED : FAILURE;
    } catch (IOException e) {
      return fail(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      err.println("Error: interrupted");
      return INTERRUPTED;
    }
  }

  private static String prefix(Chore chore) {
    return switch (chore) {
      case Chore.Keys _, Chore.Webhooks _, Chore.VerifyAudit _, Chore.ValidateExtensions _ -> "";
      case Chore.Agent _,
          Chore.Serve _,
          Chore.Acp _,
          Chore.Mcp _,
          Chore.WriteBackup _,
          Chore.Restore _,
          Chore.Migrate _,
          Chore.Secrets _ ->
          "Configuration error: ";
    };
  }

  private int done(Chore chore) throws IOException, InterruptedException {
    switch (chore) {
      case Chore.Agent(var cassette) ->
          new AgentCommand(environment, cassette, new AppGreeting(out, err), err).run();
      case Chore.Serve serve ->
          new ServeCommand(environment, serve, machine().served(), out, err).run();
      case Chore.Acp _ -> new AcpCommand(environment, in, out, err).run();
      case Chore.Mcp(var server) -> new McpCommand(environment, server, in, out, err).run();
      case Chore.WriteBackup(var target) -> {
        onStop(Thread.currentThread()::interrupt);
        new BackupCommand(environment, target, machine().columns(), out, err).run();
      }
      case Chore.Restore(var source) -> {
        onStop(Thread.currentThread()::interrupt);
        new RestoreCommand(environment, source, machine().columns(), out, err).run();
      }
      case Chore.Migrate(var destination, var isReplacing) -> {
        logTo("migrate");
        onStop(Thread.currentThread()::interrupt);
        new Migration(
                environment.variables(),
                environment.paths(),
                Stores.secrets(environment, Stores.settings(environment)),
                environment.clock(),
                new Migration.Terminal(machine().columns(), out, err))
            .run(destination, isReplacing);
      }
      case Chore.Secrets(var action) -> new SecretsCommand(environment, action, out, err).run();
      case Chore.Keys(KeyOrder order) -> {
        quietLogs();
        serve(order);
      }
      case Chore.Webhooks(WebhookOrder order) -> {
        quietLogs();
        serve(order);
      }
      case Chore.VerifyAudit(var archive) -> {
        Path older = archive == null ? null : environment.workingDir().resolve(archive);
        return keyDesk().verifyAudit(older) ? SUCCESS : FAILURE;
      }
      case Chore.ValidateExtensions(var file) -> {
        return validate(environment.workingDir().resolve(file));
      }
    }
    return SUCCESS;
  }

  private KnownSecrets logTo(String log) {
    KnownSecrets secrets = KnownSecrets.of(environment.variables());
    Logs.install(environment.logs(), log, err, secrets::hiddenIn);
    return secrets;
  }

  private KnownSecrets quietLogs() {
    KnownSecrets secrets = KnownSecrets.of(environment.variables());
    Logs.onlyFailures(err, secrets::hiddenIn);
    return secrets;
  }

  private void serve(KeyOrder order) {
    Optional<ClusterStores> cluster = cluster("keys");
    if (cluster.isEmpty()) {
      keyDesk().serve(order);
      return;
    }
    try (ClusterStores opened = cluster.get()) {
      keyDesk().serve(order, opened.own().keys());
    }
  }

  private void serve(WebhookOrder order) {
    WebhookDesk desk =
        new WebhookDesk(environment.paths().ownDatabase(), audit(), environment.clock(), out, err);
    Optional<ClusterStores> cluster = cluster("webhooks");
    if (cluster.isEmpty()) {
      desk.serve(order);
      return;
    }
    try (ClusterStores opened = cluster.get()) {
      OwnStores own = opened.own();
      desk.serve(order, own.keys(), own.webhooks(), own.deliveries());
    }
  }

  private Optional<ClusterStores> cluster(String command) {
    return Migration.open(environment.variables(), environment.clock(), command);
  }

  private KeyDesk keyDesk() {
    return new KeyDesk(environment.paths().ownDatabase(), audit(), environment.clock(), out, err);
  }

  private AuditOfCommands audit() {
    return new AuditOfCommands(
        environment.paths().data().resolve("gander"),
        environment.variables().get("GANDER_AUDIT"),
        environment.clock());
  }

  private int validate(Path file) {
    try {
      var list = BundledExtensionList.check(Files.readAllBytes(file));
      if (!list.problems().isEmpty()) {
        return fail(file + " has mistakes:\n  " + String.join("\n  ", list.problems()));
      }
      out.print("✓ " + list.size() + " extensions are valid\n");
      out.flush();
      return SUCCESS;
    } catch (IOException e) {
      return fail("cannot read " + file + ": " + e);
    } catch (InvalidInput e) {
      return fail(file + " is no list of extensions: " + e.getMessage());
    }
  }

  private int fail(String reason) {
    err.println("Error: " + reason);
    return FAILURE;
  }
}
