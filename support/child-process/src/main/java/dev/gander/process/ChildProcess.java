package dev.gander.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A running child process. Where `setsid` exists, the child leads its own session, so that Ctrl+C
/// in our terminal does not reach it. When it ends, all processes that it started are ended too.
/// Thread-safe.
public final class ChildProcess {
  private static final Logger LOG = System.getLogger(ChildProcess.class.getName());
  private static final int STDERR_KEPT = 64 * 1024 + TailBuffer.LONGEST_SECRET;
  private static final Duration STDERR_END = Duration.ofSeconds(1);
  private static final Duration LAST_BREATH = Duration.ofSeconds(2);

  private final Process process;
  private final ProcessTree tree;
  private final TailBuffer stderr = new TailBuffer(STDERR_KEPT);
  private final Thread stderrReader;

  private ChildProcess(ProcessTree tree) {
    this.process = tree.process();
    this.tree = tree;
    stderrReader = Thread.ofPlatform().daemon().name("stderr-" + process.pid()).start(this::drain);
  }

  /// Starts `program` with exactly these variables and the mark of its tree. If the folder does not
  /// exist, it starts in ours.
  ///
  /// @throws IOException if the program cannot be started
  public static ChildProcess start(
      Path program,
      List<String> arguments,
      Map<String, String> environment,
      Path folder,
      ChildRecords records)
      throws IOException {
    List<String> command = new ArrayList<>();
    OwnSession.command().ifPresent(command::add);
    command.add(program.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (Files.isDirectory(folder)) {
      builder.directory(folder.toFile());
    } else {
      LOG.log(Level.WARNING, "No folder {0}: {1} starts in ours", folder, program);
    }
    ChildProcess child = new ChildProcess(ProcessTree.start(builder, records));
    child.onExit(child.tree::kill);
    return child;
  }

  public InputStream stdout() {
    return process.getInputStream();
  }

  public OutputStream stdin() {
    return process.getOutputStream();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /// The child's exit code; -1 if it has not ended within the limit.
  public int awaitExit(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
  }

  /// Runs `action` on a thread of its own once the child itself has ended. The few threads of the
  /// JDK that tell of ends are not to be kept: nobody would hear of the next one.
  public void onExit(Runnable action) {
    var _ = process.onExit().thenRunAsync(action, Thread::startVirtualThread);
  }

  /// The last 64 KiB or a little more of the child's standard error, complete once it has ended. It
  /// does not begin with half a secret.
  public String stderr() throws InterruptedException {
    if (!process.isAlive()) {
      var _ = stderrReader.join(STDERR_END);
    }
    return stderr.text();
  }

  private void drain() {
    byte[] chunk = new byte[8192];
    try (InputStream stream = process.getErrorStream()) {
      for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
        stderr.add(chunk, n);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The standard error of " + process.pid() + " broke off", e);
    }
  }

  /// Closes the child's input, gives it `grace` to end by itself, and then kills it with all its
  /// descendants. Returns when everything is gone, or gives up after a few seconds. An interrupted
  /// thread does not wait, and stays interrupted.
  public void stop(Duration grace) {
    // On its own thread: closing waits for a pending write that the child does not read.
    Thread.ofVirtual().start(this::closeStdin);
    waitFor(grace);
    tree.kill();
    waitFor(LAST_BREATH);
  }

  private void closeStdin() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "Nobody reads the input of " + process.pid(), e);
    }
  }

  private void waitFor(Duration limit) {
    try {
      var _ = awaitExit(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
