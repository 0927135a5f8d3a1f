package dev.gander.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A process that finds nothing to read, and whose output is taken until nobody can write to it any
/// more. That may be long after its end: what it left in the background would die of a closed pipe,
/// and hang in a full one. Platform threads read, since a read from a pipe pins its thread.
public final class DrainedProcess {
  private static final boolean HOLDS_BACK =
      !OperatingSystem.IS_WINDOWS && new File("/dev/null").exists();
  private static final int BUFFER = 1 << 14;

  /// Waits for a line, then becomes the command, which finds nothing to read. An empty pipe would
  /// do for most commands, but `rg` and others would search it instead of the folder.
  private static final List<String> HELD_BACK =
      List.of("/bin/sh", "-c", "read -r go && exec \"$0\" \"$@\" </dev/null");

  private final ProcessTree tree;
  private final CountDownLatch open = new CountDownLatch(2);
  private final AtomicInteger notReading = new AtomicInteger(2);

  private DrainedProcess(ProcessTree tree) {
    this.tree = tree;
  }

  /// Takes what a stream brings. One thread calls it, which waits meanwhile: it has to be quick,
  /// and to keep a bounded amount.
  public interface Drain {
    /// @param bytes valid during the call
    void add(byte[] bytes, int count);

    default void end() {}

    default void fail(IOException problem) {}
  }

  /// Starts a command. Where its program is missing, a system that has `/bin/sh` tells that by the
  /// exit code 127.
  public static DrainedProcess start(
      ProcessBuilder builder, ChildRecords records, Drain stdout, Drain stderr) throws IOException {
    if (HOLDS_BACK) {
      List<String> held = new ArrayList<>(HELD_BACK);
      held.addAll(builder.command());
      builder.command(held);
    }
    if (OperatingSystem.IS_WINDOWS) {
      // There the JDK closes no pipe when a process ends, so that nothing has to be held back.
      builder.redirectInput(new File("NUL"));
    }
    DrainedProcess started = new DrainedProcess(ProcessTree.start(builder, records));
    started.read("stdout", started.process().getInputStream(), stdout);
    started.read("stderr", started.process().getErrorStream(), stderr);
    return started;
  }

  public Process process() {
    return tree.process();
  }

  /// Waits until all output has been taken; false if a process keeps a stream open.
  public boolean awaitOutput(Duration limit) throws InterruptedException {
    return open.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Kills it, with all its descendants.
  public void kill() {
    tree.kill();
  }

  private void read(String name, InputStream stream, Drain drain) {
    Thread.ofPlatform()
        .daemon()
        .name(name + "-" + process().pid())
        .start(() -> readAll(stream, drain));
  }

  private void readAll(InputStream stream, Drain drain) {
    // The JDK closes the pipe when the process ends, under this lock; a background server that
    // still writes to it would die of that. So the pipe stays open as long as there is a writer,
    // and the command starts only when both locks are held.
    synchronized (stream) {
      try {
        if (notReading.decrementAndGet() == 0 && !OperatingSystem.IS_WINDOWS) {
          letGo();
        }
        byte[] buffer = new byte[BUFFER];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
          drain.add(buffer, count);
        }
        drain.end();
      } catch (IOException e) {
        drain.fail(e);
      } finally {
        open.countDown();
      }
    }
  }

  private void letGo() throws IOException {
    try (OutputStream input = process().getOutputStream()) {
      input.write('\n');
    }
  }
}
