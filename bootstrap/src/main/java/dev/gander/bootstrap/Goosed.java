package dev.gander.bootstrap;

import dev.gander.bootstrap.access.KeyDesk;
import dev.gander.bootstrap.access.KeyOrder;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The program behind [Main]: exit code 0 is success, 1 a failure, 2 a usage error. Its output is
/// part of the contract, since Goose Desktop reads both streams.
final class Goosed {
  private static final int SUCCESS = 0;
  private static final int FAILURE = 1;
  private static final int MISUSE = 2;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  Goosed(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  int run(List<String> arguments) {
    err.println("GOOSED_BOOT: main entered");
    return switch (Command.parse(arguments)) {
      case Command.Agent(var cassette) ->
          serve(() -> new AgentCommand(Environment.ofProcess(), cassette, out, err).run());
      case Command.Acp _ ->
          serve(() -> new AcpCommand(Environment.ofProcess(), in, out, err).run());
      case Command.Run(var options) ->
          answer(() -> new RunCommand(Environment.ofProcess(), options, in, out, err).run());
      case Command.Mcp(var server) ->
          serve(() -> new McpCommand(Environment.ofProcess(), server, in, out, err).run());
      case Command.MakeBackup(var target) ->
          serve(() -> new BackupCommand(Environment.ofProcess(), target, out, err).run());
      case Command.Restore(var source) ->
          serve(() -> new RestoreCommand(Environment.ofProcess(), source, out, err).run());
      case Command.Secrets(var action) ->
          serve(() -> new SecretsCommand(Environment.ofProcess(), action, out, err).run());
      case Command.Keys(var order) -> keys(order);
      case Command.VerifyAudit _ -> verifyAudit();
      case Command.ValidateExtensions(var file) -> validate(file);
      case Command.Help(var text) -> print(text.full());
      case Command.Version _ -> print("goosed " + ProgramVersion.current() + "\n");
      case Command.Misuse(var mistake, var text) -> misuse(mistake, text);
    };
  }

  private KeyDesk keyDesk(Environment environment) {
    return new KeyDesk(
        environment.paths().ownDatabase(),
        environment.paths().data().resolve("gander"),
        environment.variables().get("GANDER_AUDIT"),
        environment.clock(),
        out,
        err);
  }

  private int keys(KeyOrder order) {
    try {
      keyDesk(Environment.ofProcess()).serve(order);
      return SUCCESS;
    } catch (GanderException e) {
      return fail(e.text());
    }
  }

  private int verifyAudit() {
    try {
      return keyDesk(Environment.ofProcess()).verifyAudit() ? SUCCESS : FAILURE;
    } catch (StorageException e) {
      return fail(e.text());
    }
  }

  /// Runs until it has nothing more to do.
  private interface Server {
    void run() throws IOException, InterruptedException;
  }

  private int serve(Server server) {
    return answer(
        () -> {
          server.run();
          return SUCCESS;
        });
  }

  /// Has an exit code of its own.
  private interface Job {
    int run() throws IOException, InterruptedException;
  }

  private int answer(Job job) {
    Thread.setDefaultUncaughtExceptionHandler(
        new OutOfMemory(err, code -> Runtime.getRuntime().halt(code)));
    try {
      return job.run();
    } catch (GanderException e) {
      return fail("Configuration error: " + e.text());
    } catch (IOException e) {
      return fail(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail("interrupted");
    }
  }

  private int validate(Path file) {
    try {
      var list = BundledExtensionList.check(Files.readAllBytes(file));
      return list.problems().isEmpty()
          ? print("✓ " + list.size() + " extensions are valid\n")
          : fail(file + " has mistakes:\n  " + String.join("\n  ", list.problems()));
    } catch (IOException e) {
      return fail("cannot read " + file + ": " + e);
    } catch (InvalidInput e) {
      return fail(file + " is no list of extensions: " + e.getMessage());
    }
  }

  private int print(String text) {
    out.print(text);
    out.flush();
    return SUCCESS;
  }

  private int fail(String reason) {
    err.println("Error: " + reason);
    return FAILURE;
  }

  private int misuse(String mistake, HelpText text) {
    err.print(mistake.isEmpty() ? text.full() : "error: " + mistake + "\n\n" + text.usage() + "\n");
    return MISUSE;
  }
}
