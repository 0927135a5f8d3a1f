package dev.gander.bootstrap.progress;

import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Shows how far some work is until it is closed: on a terminal in one line that changes, elsewhere
/// now and then in the log. Work that is done at once shows nothing.
public final class ShownProgress implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ShownProgress.class.getName());
  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration IN_LOG = Duration.ofSeconds(10);

  private final ProgressBar bar;
  private final LongSupplier done;
  private final PrintStream terminal;
  private final CountDownLatch end = new CountDownLatch(1);
  private final long began = System.nanoTime();
  private final Thread thread;
  private boolean isShown;

  private ShownProgress(ProgressBar bar, LongSupplier done, PrintStream terminal) {
    this.bar = bar;
    this.done = done;
    this.terminal = terminal;
    this.thread = Thread.ofVirtual().name("progress").start(this::show);
  }

  /// @param done how many bytes are done; asked on a thread of its own
  /// @param columns the width of the terminal; 0 if there is none
  public static ShownProgress of(
      String title, long total, LongSupplier done, PrintStream terminal, int columns) {
    return of(new ProgressBar(title, total, "", columns), done, terminal);
  }

  /// The same for work that is not counted in bytes.
  ///
  /// @param unit what is counted, in the plural
  public static ShownProgress counting(
      String title, String unit, long total, LongSupplier done, PrintStream terminal, int columns) {
    return of(new ProgressBar(title, total, unit, columns), done, terminal);
  }

  private static ShownProgress of(ProgressBar bar, LongSupplier done, PrintStream terminal) {
    return new ShownProgress(bar, done, terminal);
  }

  private void show() {
    try {
      Duration pause = bar.columns() > 0 ? ON_TERMINAL : IN_LOG;
      while (!end.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        show(done.getAsLong());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(long bytes) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
    if (bar.columns() > 0) {
      // The line before may be longer.
      terminal.print("\r" + padded(bar.line(bytes, elapsed)));
      terminal.flush();
      isShown = true;
    } else {
      LOG.log(Level.INFO, "{0}: {1}", bar.title(), bar.words(bytes, elapsed));
    }
  }

  private String padded(String line) {
    return line + " ".repeat(Math.max(0, bar.columns() - 1 - line.length()));
  }

  @Override
  public void close() {
    end.countDown();
    boolean wasInterrupted = Thread.interrupted();
    try {
      thread.join();
    } catch (InterruptedException _) {
      wasInterrupted = true;
    }
    if (isShown) {
      terminal.print("\r" + padded("") + "\r");
      terminal.flush();
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
