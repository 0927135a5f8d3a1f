package dev.gander.bootstrap;

import java.time.Duration;

/// Decides when the heap is collected only in order to give memory back: the collector does so in a
/// full collection and in no other, and would not need one for days.
///
/// That is when the heap has grown far beyond what it was after the last such collection, and the
/// process has had nothing to do since the look before. A process that is never quiet is collected
/// when its heap has been much larger for a while. Otherwise it would grow up to its limit by
/// garbage: each turn leaves a little where only a full collection finds it. One thread.
final class CollectionPolicy {
  /// How far the heap may grow without being noticed, in bytes.
  private static final long MARGIN = 24L * 1024 * 1024;

  /// How far the heap of a busy process may grow, in bytes, and at least to twice what it was.
  private static final long BUSY_MARGIN = 96L * 1024 * 1024;

  /// For so many looks a busy process must have had too large a heap: one turn may need a lot.
  private static final int BUSY_LOOKS = 3;

  /// The most processor time of a quiet process, in parts of the time between two looks.
  private static final int QUIET = 50;

  /// A second collection follows after this many looks: what is only remembered in case it is
  /// needed again (soft references) is given up when it has not been used for some time.
  private static final int LOOKS_BETWEEN = 2;

  private final Heap heap;
  private final Duration interval;
  private long settled;
  private Duration used;
  private int looksUntilSecond;
  private int looksMuchLarger;

  /// The process whose heap this is.
  interface Heap {
    /// The size of the heap, in bytes: what is in use, and what is kept for later.
    long size();

    /// The processor time that the process has taken so far.
    Duration processorTime();

    /// Collects garbage and returns unused memory to the system.
    void collect();
  }

  /// @param interval between two looks
  CollectionPolicy(Heap heap, Duration interval) {
    this.heap = heap;
    this.interval = interval;
    this.settled = heap.size();
    this.used = heap.processorTime();
  }

  /// Looks at the process once, and collects if it is time to.
  void look() {
    Duration now = heap.processorTime();
    boolean isQuiet = now.minus(used).multipliedBy(QUIET).compareTo(interval) <= 0;
    used = now;
    settled = Math.min(settled, heap.size());
    boolean isMuchLarger = heap.size() - settled > Math.max(BUSY_MARGIN, settled);
    looksMuchLarger = isMuchLarger ? looksMuchLarger + 1 : 0;
    if (!isQuiet) {
      if (looksMuchLarger >= BUSY_LOOKS) {
        collect();
        // Later, when what the turns needed is not needed any more.
        looksUntilSecond = LOOKS_BETWEEN;
      }
      return;
    }
    if (heap.size() - settled > MARGIN) {
      collect();
      looksUntilSecond = LOOKS_BETWEEN;
    } else if (looksUntilSecond > 0 && --looksUntilSecond == 0) {
      collect();
    }
  }

  private void collect() {
    heap.collect();
    looksMuchLarger = 0;
    settled = heap.size();
    // The collection's own time is nobody's work.
    used = heap.processorTime();
  }
}
