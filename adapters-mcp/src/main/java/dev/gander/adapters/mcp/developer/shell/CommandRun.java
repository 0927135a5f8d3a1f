package dev.gander.adapters.mcp.developer.shell;

import dev.gander.adapters.mcp.developer.tool.OsError;
import dev.gander.process.ChildRecords;
import dev.gander.process.DrainedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A running command, whose output is told line by line.
record CommandRun(DrainedProcess process) {
  private static final Duration TICK = Duration.ofSeconds(1);

  static CommandRun start(
      List<String> command,
      Path folder,
      Map<String, String> environment,
      ChildRecords records,
      CommandOutput output)
      throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new CommandRun(
        DrainedProcess.start(
            builder,
            records,
            new Lines(Channel.STDOUT, output),
            new Lines(Channel.STDERR, output)));
  }

  /// Waits for the end of the command, not of its background processes. Runs `tick` every second
  /// meanwhile. False if the command did not end in time; null means no limit.
  boolean await(@Nullable Duration limit, Runnable tick) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      long left = limit == null ? Long.MAX_VALUE : limit.toNanos() - (System.nanoTime() - start);
      if (process.process().waitFor(Math.min(left, TICK.toNanos()), TimeUnit.NANOSECONDS)) {
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
    return process.awaitOutput(limit);
  }

  int exitCode() {
    return process.process().exitValue();
  }

  void kill() {
    process.kill();
  }

  private static final class Lines implements DrainedProcess.Drain {
    private final CommandOutput output;
    private final LineSplitter lines;

    Lines(Channel channel, CommandOutput output) {
      this.output = output;
      lines = new LineSplitter(line -> output.add(channel, line));
    }

    @Override
    public void add(byte[] bytes, int count) {
      lines.feed(bytes, count);
    }

    @Override
    public void end() {
      lines.end();
    }

    @Override
    public void fail(IOException problem) {
      output.fail("The output could not be read: " + OsError.text(problem));
    }
  }
}
