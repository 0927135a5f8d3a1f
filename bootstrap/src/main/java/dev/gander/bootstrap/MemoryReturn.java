package dev.gander.bootstrap;

import java.time.Duration;

/// Gives memory back to the system when [CollectionPolicy] says so. Closing ends it.
final class MemoryReturn implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final Thread thread;

  private MemoryReturn(Thread thread) {
    this.thread = thread;
  }

  static MemoryReturn start() {
    CollectionPolicy collection = new CollectionPolicy(new OwnHeap(), INTERVAL);
    return new MemoryReturn(
        Thread.ofVirtual().name("memory return").start(() -> lookOn(collection)));
  }

  private static void lookOn(CollectionPolicy collection) {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
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
