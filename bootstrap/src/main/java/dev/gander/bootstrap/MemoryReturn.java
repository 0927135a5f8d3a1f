package dev.gander.bootstrap;

import java.time.Duration;

/// Gives memory back to the system when [CollectionPolicy] says so. Closing ends it.
final class MemoryReturn implements AutoCloseable {
  /// How many seconds there are between two looks; tests do not wait that long.
  private static final String LOOK = "gander.memory.look";

  private final Thread thread;

  private MemoryReturn(Thread thread) {
    this.thread = thread;
  }

  static MemoryReturn start() {
    Duration interval = Duration.ofSeconds(Long.getLong(LOOK, 10));
    CollectionPolicy collection = new CollectionPolicy(new OwnHeap(), interval);
    return new MemoryReturn(
        Thread.ofVirtual().name("memory return").start(() -> lookOn(collection, interval)));
  }

  private static void lookOn(CollectionPolicy collection, Duration interval) {
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
  private static final class OwnHeap implements CollectionPolicy.Heap {
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
