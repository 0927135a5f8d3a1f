package dev.gander.adapters.mcp.developer.shell;

import dev.gander.adapters.mcp.developer.shell.OutputFiles.OutputFile;
import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.extension.BundledServers;
import dev.gander.process.ChildRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The `PATH` of the user's terminal, which programs started from a desktop do not have: a login
/// shell is asked for it, once, in the background.
public final class LoginShellPath implements BundledServers.LoginPath {
  private static final System.Logger LOG = System.getLogger(LoginShellPath.class.getName());
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final OutputFile NOWHERE =
      new OutputFile(Path.of("/dev/null"), OutputStream.nullOutputStream());
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final ChildEnvironment environment;
  private final ChildRecords records;
  private final Shell shell;
  private final AtomicBoolean started = new AtomicBoolean();
  private final FutureTask<@Nullable String> answer = new FutureTask<>(this::ask);

  public LoginShellPath(ChildEnvironment environment, ChildRecords records, Shell shell) {
    this.environment = environment;
    this.records = records;
    this.shell = shell;
  }

  public void startFinding() {
    if (started.compareAndSet(false, true)) {
      Thread.ofVirtual().name("login-shell-path").start(answer);
    }
  }

  /// Null if the shell did not answer; the inherited one must do then.
  @Override
  public @Nullable String await() throws InterruptedException {
    startFinding();
    try {
      return answer.get();
    } catch (ExecutionException e) {
      LOG.log(Level.WARNING, "the login shell was not asked for its PATH", e.getCause());
      return null;
    }
  }

  private @Nullable String ask() throws InterruptedException {
    if (!shell.isUnix()) {
      return null;
    }
    var output = new CommandOutput(() -> NOWHERE);
    List<String> asking = shell.printingAtLogin("PATH");
    try {
      CommandRun run =
          CommandRun.start(asking, Path.of("/"), environment.with(Map.of()), records, output);
      if (!run.await(LIMIT, () -> {})) {
        run.kill();
        LOG.log(Level.WARNING, "{0} did not tell its PATH in {1}", shell.program(), LIMIT);
        return null;
      }
      run.awaitOutput(DRAIN);
      return run.exitCode() == 0 ? lastLine(output.finish().stdout()) : null;
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot ask " + shell.program() + " for its PATH", e);
      return null;
    }
  }

  private static @Nullable String lastLine(String output) {
    return output
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((_, last) -> last)
        .orElse(null);
  }
}
