package dev.gander.bootstrap;

import java.time.Duration;

/// Gives memory back to the system while the program has nothing to do. Closing ends it.
final class MemoryReturn implements AutoCloseable {
  /// How many seconds there are between two looks; tests do not wait that long.
  private static final String LOOK = "gander.memory.look";

  private final Thread thread;

  private MemoryReturn(Thread thread) {
    this.thread = thread;
  }

  static MemoryReturn start() {
    Duration interval = Duration.ofSeconds(Long.getLong(LOOK, 10));
    QuietCollection collection = new QuietCollection(new OwnHeap(), interval);
    return new MemoryReturn(
        Thread.ofVirtual().name("memory return").start(() -> lookOn(collection, interval)));
  }

  private static void lookOn(QuietCollection collection, Duration interval) {
    try {
      while (true) {
        Thread.sleep(interval);
        collection.look();
      }
    } catch (InterruptedException _) {
      // The program ends.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /// Without management beans, which take some time and memory to load.
  private static final class OwnHeap implements QuietCollection.Heap {
    @Override
    public long size() {
      return Runtime.getRuntime().totalMemory();
    }

    @Override
    public Duration processorTime() {
      return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void collect() {
      System.gc();
    }
  }
}
