package dev.gander.adapters.mcp.developer.shell;

import dev.gander.adapters.mcp.developer.tool.OsError;
import dev.gander.process.ChildRecords;
import dev.gander.process.ProcessTree;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A running command: its process tree, and a thread for each of its streams. Platform threads,
/// since a read from a pipe pins its thread; they end with the last process that has the pipe open.
final class CommandRun {
  private static final File NOTHING = new File("/dev/null");
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int BUFFER = 1 << 14;

  /// Waits for a line, then becomes the command, which finds nothing to read. An empty pipe would
  /// do for most commands, but `rg` and others would search it instead of the folder.
  private static final List<String> HELD_BACK =
      List.of("/bin/sh", "-c", "read -r go && exec \"$0\" \"$@\" </dev/null");

  private final Process process;
  private final ProcessTree tree;
  private final CommandOutput output;
  private final CountDownLatch open = new CountDownLatch(2);
  private final AtomicInteger notReading = new AtomicInteger(2);

  private CommandRun(ProcessTree tree, CommandOutput output) {
    this.process = tree.process();
    this.tree = tree;
    this.output = output;
  }

  static CommandRun start(
      List<String> command,
      Path folder,
      Map<String, String> environment,
      ChildRecords records,
      CommandOutput output)
      throws IOException {
    List<String> held =
        NOTHING.exists() ? Stream.concat(HELD_BACK.stream(), command.stream()).toList() : command;
    var builder = new ProcessBuilder(held).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var run = new CommandRun(ProcessTree.start(builder, records), output);
    run.read(Channel.STDOUT, run.process.getInputStream());
    run.read(Channel.STDERR, run.process.getErrorStream());
    return run;
  }

  /// Waits for the end of the command, not of its background processes. Runs `tick` every second
  /// meanwhile. False if the command did not end in time; null means no limit.
  boolean await(@Nullable Duration limit, Runnable tick) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      long left = limit == null ? Long.MAX_VALUE : limit.toNanos() - (System.nanoTime() - start);
      if (process.waitFor(Math.min(left, TICK.toNanos()), TimeUnit.NANOSECONDS)) {
        return true;
      }
      if (left <= TICK.toNanos()) {
        return false;
      }
      tick.run();
    }
  }

  /// Waits until all output has been read; false if a process keeps a pipe open.
  boolean awaitOutput(Duration limit) throws InterruptedException {
    return open.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  int exitCode() {
    return process.exitValue();
  }

  void kill() {
    tree.kill();
  }

  private void read(Channel channel, InputStream stream) {
    Thread.ofPlatform()
        .daemon()
        .name("shell-" + channel.wireName() + "-" + process.pid())
        .start(() -> readAll(channel, stream));
  }

  private void readAll(Channel channel, InputStream stream) {
    var lines = new LineSplitter(line -> output.add(channel, line));
    // The JDK closes the pipe when the command ends, under this lock; a background server that
    // still writes to it would die of that. So the pipe stays open as long as there is a writer,
    // and the command starts only when both locks are held.
    synchronized (stream) {
      if (notReading.decrementAndGet() == 0) {
        letGo();
      }
      try {
        byte[] buffer = new byte[BUFFER];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
          lines.feed(buffer, count);
        }
        lines.end();
      } catch (IOException e) {
        output.fail("The output could not be read: " + OsError.text(e));
      } finally {
        open.countDown();
      }
    }
  }

  private void letGo() {
    try (OutputStream input = process.getOutputStream()) {
      input.write('\n');
    } catch (IOException e) {
      output.fail("The command could not be started: " + OsError.text(e));
    }
  }
}
