package dev.gander.adapters.http.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Frees threads that wait for a client that neither reads nor sends: a blocked read or write has
/// no time limit of its own. An interrupt ends it, and the connection with it.
public final class ClientWatch implements AutoCloseable {
  private final Set<Wait> open = ConcurrentHashMap.newKeySet();
  private final Duration period;
  private final Thread watcher;

  private ClientWatch(Duration period) {
    this.period = period;
    this.watcher = Thread.ofVirtual().name("client-watch").unstarted(this::watch);
  }

  /// Checks the clients every `period`.
  public static ClientWatch start(Duration period) {
    ClientWatch watch = new ClientWatch(period);
    watch.watcher.start();
    return watch;
  }

  /// A read from or a write to a client.
  @FunctionalInterface
  public interface Action {
    void run() throws IOException;
  }

  /// Runs a read or write on the calling thread, for `patience` at most.
  ///
  /// @throws ClientStalls if the client did not read or send in time
  /// @throws IOException what the action throws
  public void guard(Duration patience, Action action) throws IOException {
    Wait wait = new Wait(Thread.currentThread(), System.nanoTime() + patience.toNanos());
    open.add(wait);
    try {
      action.run();
    } catch (IOException | RuntimeException e) {
      if (wait.end()) {
        throw new ClientStalls(e);
      }
      throw e;
    } finally {
      open.remove(wait);
      wait.end();
    }
    if (wait.end()) {
      throw new ClientStalls(null);
    }
  }

  /// Interrupts all reads and writes in progress.
  public void breakAll() {
    open.forEach(Wait::breakOff);
  }

  @Override
  public void close() {
    watcher.interrupt();
  }

  private void watch() {
    while (sleep(period)) {
      long now = System.nanoTime();
      open.stream().filter(wait -> now - wait.deadline > 0).forEach(Wait::breakOff);
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

  /// One read or write. The lock ensures that a thread is never interrupted for one that is over.
  private static final class Wait {
    private final Thread thread;
    private final long deadline;
    private boolean over;
    private boolean broken;

    private Wait(Thread thread, long deadline) {
      this.thread = thread;
      this.deadline = deadline;
    }

    private synchronized void breakOff() {
      if (!over && !broken) {
        broken = true;
        thread.interrupt();
      }
    }

    /// Whether it was broken off. If so, the interrupt was ours: it must not reach what the thread
    /// does next.
    private synchronized boolean end() {
      if (!over && broken) {
        Thread.interrupted();
      }
      over = true;
      return broken;
    }
  }
}
