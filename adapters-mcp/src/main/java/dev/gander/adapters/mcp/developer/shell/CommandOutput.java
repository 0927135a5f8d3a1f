package dev.gander.adapters.mcp.developer.shell;

import dev.gander.adapters.mcp.developer.tool.OsError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The output of a command, from both streams, line by line as it arrives. Uses a bounded amount of
/// memory; a long text goes to a file as a whole. Any thread, until it is finished: later output is
/// dropped.
final class CommandOutput {
  /// A command that never stops must not fill the disk.
  private static final long MAX_FILE_BYTES = 1L << 30;

  private final ReentrantLock lock = new ReentrantLock();
  private final Store files;
  private final LimitedText stdout = new LimitedText();
  private final LimitedText stderr = new LimitedText();
  private final LimitedText both = new LimitedText();
  private final LiveLines live = new LiveLines();
  private OutputFiles.@Nullable OutputFile file;
  private @Nullable String failure;
  private boolean finished;

  CommandOutput(Store files) {
    this.files = files;
  }

  /// Creates the file for a long text, when there is one.
  interface Store {
    OutputFiles.OutputFile open() throws IOException;
  }

  /// The texts as shown. `file` contains the whole text if `both` was cut and could be saved.
  record Texts(
      String stdout,
      String stderr,
      String both,
      boolean isCut,
      long lines,
      long bytes,
      @Nullable Path file,
      @Nullable String failure) {}

  LiveLines live() {
    return live;
  }

  void add(Channel channel, byte[] line) {
    lock.lock();
    try {
      if (finished) {
        return;
      }
      LimitedText own = channel == Channel.STDOUT ? stdout : stderr;
      own.add(line);
      own.trim();
      both.add(line);
      if (both.isCut()) {
        keep(line);
        both.trim();
      }
    } finally {
      lock.unlock();
    }
    live.add(channel, line);
  }

  void fail(String problem) {
    lock.lock();
    try {
      failure = problem;
    } finally {
      lock.unlock();
    }
  }

  Texts finish() {
    lock.lock();
    try {
      finished = true;
      if (file != null) {
        file.stream().close();
      }
    } catch (IOException e) {
      failure = cannotKeep(e);
    } finally {
      lock.unlock();
    }
    return new Texts(
        stdout.shown(),
        stderr.shown(),
        both.shown(),
        both.isCut(),
        both.lines(),
        both.size(),
        file == null || failure != null ? null : file.path(),
        failure);
  }

  private void keep(byte[] line) {
    if (failure != null || both.size() > MAX_FILE_BYTES) {
      return;
    }
    try {
      if (file == null) {
        file = files.open();
        for (byte[] piece : both.pieces()) {
          file.stream().write(piece);
        }
      } else {
        file.stream().write(line);
      }
    } catch (IOException e) {
      failure = cannotKeep(e);
    }
  }

  private static String cannotKeep(IOException e) {
    return "The whole output could not be written to a file: " + OsError.text(e);
  }
}
