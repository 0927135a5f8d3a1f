package dev.gander.application.cluster;

import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.cluster.SharedEvents.Told;
import dev.gander.domain.error.StorageException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// Appends what all turns of this node tell: one statement at a time, with everything that has come
/// together since the last one. A database that is away is waited for, and so are turns that tell
/// too much meanwhile.
final class EventOutbox {
  private static final System.Logger LOG = System.getLogger(EventOutbox.class.getName());

  /// From one statement to the next: long enough that a busy node needs few.
  private static final Duration PAUSE = Duration.ofMillis(10);

  private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(500);
  private static final int MOST_WAITING = 100_000;
  private static final int MOST_AT_ONCE = 2_000;

  private final BlockingQueue<Item> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final SharedEvents table;
  private final BiConsumer<Told, Long> appended;
  private final LongConsumer ended;
  private final Thread thread =
      Thread.ofPlatform().name("event-outbox").daemon().unstarted(this::work);
  private volatile boolean isClosed;
  private volatile boolean isStarted;

  private sealed interface Item {
    record Event(Told told) implements Item {}

    record End(long turn) implements Item {}

    record Mark(CountDownLatch reached) implements Item {}
  }

  /// @param appended is told the number of each event, 0 for one that was refused
  /// @param ended is told of turns that have ended
  EventOutbox(SharedEvents table, BiConsumer<Told, Long> appended, LongConsumer ended) {
    this.table = table;
    this.appended = appended;
    this.ended = ended;
  }

  synchronized void start() {
    if (!isStarted) {
      isStarted = true;
      thread.start();
    }
  }

  /// Waits only when far too much waits already.
  void append(Told told) {
    put(new Item.Event(told));
  }

  void end(long turn) {
    put(new Item.End(turn));
  }

  /// Waits until everything that was handed over before is in the database.
  ///
  /// @return whether it is, after this time
  boolean settle(Duration patience) throws InterruptedException {
    if (!isStarted) {
      return true;
    }
    CountDownLatch reached = new CountDownLatch(1);
    put(new Item.Mark(reached));
    return reached.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Takes nothing more. Idempotent.
  void close() {
    isClosed = true;
    thread.interrupt();
  }

  private void put(Item item) {
    boolean wasInterrupted = false;
    boolean isPut = false;
    while (!isPut && !isClosed) {
      try {
        isPut = waiting.offer(item, BEFORE_NEXT_TRY.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!isClosed) {
        List<Item> batch = new ArrayList<>();
        batch.add(waiting.take());
        waiting.drainTo(batch, MOST_AT_ONCE - 1);
        long begun = System.nanoTime();
        write(batch);
        rest(PAUSE.minusNanos(System.nanoTime() - begun), batch);
      }
    } catch (InterruptedException _) {
      // The server is stopping.
    }
  }

  /// Whoever waits for a mark does not wait for others.
  private static void rest(Duration left, List<Item> batch) throws InterruptedException {
    if (left.isPositive() && batch.stream().noneMatch(Item.Mark.class::isInstance)) {
      Thread.sleep(left);
    }
  }

  private void write(List<Item> batch) throws InterruptedException {
    List<Told> events = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    List<CountDownLatch> marks = new ArrayList<>();
    for (Item item : batch) {
      switch (item) {
        case Item.Event(Told told) -> events.add(told);
        case Item.End(long turn) -> ends.add(turn);
        case Item.Mark(CountDownLatch reached) -> marks.add(reached);
      }
    }
    if (!events.isEmpty()) {
      List<Long> numbers = persistently(() -> table.append(events));
      for (int i = 0; i < events.size(); i++) {
        appended.accept(events.get(i), numbers.get(i));
      }
    }
    if (!ends.isEmpty()) {
      persistently(() -> ended(ends));
      ends.forEach(ended::accept);
    }
    marks.forEach(CountDownLatch::countDown);
  }

  private boolean ended(List<Long> turns) {
    table.end(turns);
    return true;
  }

  /// Events that cannot be appended now are not lost, or what follows would hide that.
  private <T> T persistently(Supplier<T> work) throws InterruptedException {
    for (boolean isFirst = true; ; isFirst = false) {
      try {
        return work.get();
      } catch (StorageException e) {
        if (isFirst) {
          LOG.log(Level.WARNING, "events wait for the database: {0}", e.text());
        }
        Thread.sleep(BEFORE_NEXT_TRY);
      }
    }
  }
}
