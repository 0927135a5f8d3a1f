package dev.gander.adapters.http.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Frees threads that wait for a client which does not read: a blocked write has no time limit of
/// its own. An interrupt breaks it, and with it the connection.
public final class WriteWatch implements AutoCloseable {
  private final Set<Write> open = ConcurrentHashMap.newKeySet();
  private final Duration period;
  private final Thread watcher;

  private WriteWatch(Duration period) {
    this.period = period;
    this.watcher = Thread.ofVirtual().name("write-watch").unstarted(this::watch);
  }

  /// Looks at the writes every `period`.
  public static WriteWatch start(Duration period) {
    WriteWatch watch = new WriteWatch(period);
    watch.watcher.start();
    return watch;
  }

  /// Something that writes to a client.
  @FunctionalInterface
  public interface Action {
    void run() throws IOException;
  }

  /// Runs a write in the calling thread and gives it `patience` to end.
  ///
  /// @throws IOException if the client did not read in time, or what the write throws
  public void guard(Duration patience, Action action) throws IOException {
    Write write = new Write(Thread.currentThread(), System.nanoTime() + patience.toNanos());
    open.add(write);
    try {
      action.run();
    } finally {
      open.remove(write);
      write.end();
    }
    if (write.isBroken()) {
      throw new IOException("the client does not read");
    }
  }

  /// Breaks off what is being written now.
  public void breakAll() {
    open.forEach(Write::breakOff);
  }

  @Override
  public void close() {
    watcher.interrupt();
  }

  private void watch() {
    while (sleep(period)) {
      long now = System.nanoTime();
      open.stream().filter(write -> now - write.deadline > 0).forEach(Write::breakOff);
    }
  }

  private static boolean sleep(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException _) {
      // The watch is closed; nothing else interrupts its own thread.
      return false;
    }
  }

  /// One write. The lock makes sure that a thread is never interrupted for a write that is over.
  private static final class Write {
    private final Thread thread;
    private final long deadline;
    private boolean over;
    private boolean broken;

    private Write(Thread thread, long deadline) {
      this.thread = thread;
      this.deadline = deadline;
    }

    private synchronized void breakOff() {
      if (!over && !broken) {
        broken = true;
        thread.interrupt();
      }
    }

    /// The interrupt was ours: it must not meet what the thread does next.
    private synchronized void end() {
      over = true;
      if (broken) {
        Thread.interrupted();
      }
    }

    private synchronized boolean isBroken() {
      return broken;
    }
  }
}
