package dev.gander.adapters.mcp.developer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.hook.Hook;
import dev.gander.domain.hook.HookAnswer;
import dev.gander.domain.hook.HookCommands;
import dev.gander.process.ChildProcess;
import dev.gander.process.ChildRecords;
import dev.gander.process.WindowsCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The commands of hooks in `sh` or `cmd`. They get no key of ours.
public final class ShellHookCommands implements HookCommands {
  private static final System.Logger LOG = System.getLogger(ShellHookCommands.class.getName());
  private static final String ROOT = "PLUGIN_ROOT";
  private static final int OUTPUT_KEPT = 64 * 1024;
  private static final Duration OUTPUT_END = Duration.ofSeconds(2);

  private final ChildEnvironment environment;
  private final ChildRecords records;
  private final boolean isWindows;

  /// @param records where commands are recorded while they run
  /// @param osName the system property `os.name`
  public ShellHookCommands(ChildEnvironment environment, ChildRecords records, String osName) {
    this.environment = environment;
    this.records = records;
    this.isWindows = osName.startsWith("Windows");
  }

  @Override
  public HookAnswer run(Hook hook, Path folder, String input) throws InterruptedException {
    ChildProcess child = start(hook, folder);
    try {
      CompletableFuture<String> output = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> output.complete(beginning(child.stdout())));
      Thread.ofVirtual().start(() -> pass(input, child.stdin()));
      int code = child.awaitExit(hook.limit());
      boolean ended = !child.isRunning();
      if (!ended) {
        child.stop(Duration.ZERO);
      }
      return new HookAnswer(
          ended ? OptionalInt.of(code) : OptionalInt.empty(), toItsEnd(output), child.stderr());
    } finally {
      if (child.isRunning()) {
        child.stop(Duration.ZERO);
      }
    }
  }

  private ChildProcess start(Hook hook, Path folder) {
    String root = hook.root().toString();
    String command = hook.command().replace("${" + ROOT + "}", root);
    try {
      return ChildProcess.start(
          Path.of(isWindows ? "cmd" : "sh"),
          isWindows ? WindowsCommand.shell(command) : List.of("-c", command),
          environment.with(Map.of(ROOT, root)),
          Files.isDirectory(folder) ? folder : hook.root(),
          records);
    } catch (IOException e) {
      throw new Unavailable("The command cannot be started: " + e.getMessage(), e);
    }
  }

  private static void pass(String input, OutputStream stdin) {
    try (stdin) {
      stdin.write(input.getBytes(UTF_8));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a hook did not read its input", e);
    }
  }

  /// Reads to the end: a command that prints more than a pipe holds must not wait for us.
  private static String beginning(InputStream stdout) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    try (stdout) {
      for (int n = stdout.read(chunk); n >= 0; n = stdout.read(chunk)) {
        kept.write(chunk, 0, Math.min(n, OUTPUT_KEPT - kept.size()));
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the output of a hook broke off", e);
    }
    return kept.toString(UTF_8);
  }

  /// What a command has started and left behind is ended with it, so that its output ends soon.
  private static String toItsEnd(CompletableFuture<String> output) throws InterruptedException {
    try {
      return output.get(OUTPUT_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.log(Level.DEBUG, "the output of a hook does not end", e);
      return "";
    }
  }
}
