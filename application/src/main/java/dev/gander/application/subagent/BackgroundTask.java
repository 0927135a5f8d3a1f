package dev.gander.application.subagent;

import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A sub-agent that nobody waits for, and what is known about it. Thread-safe.
final class BackgroundTask implements ChildListener {
  /// How many of its tool calls are kept for whoever waits next; the oldest are dropped.
  private static final int MOST_NOTES = 200;

  private final Child child;
  private final Instant begun;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<JsonObject> notes = new ArrayDeque<>();
  private int toolCalls;
  private @Nullable ChildEnd end;
  private @Nullable Instant endedAt;

  BackgroundTask(Child child, Instant begun) {
    this.child = child;
    this.begun = begun;
  }

  Child child() {
    return child;
  }

  String description() {
    return child.assignment().description();
  }

  @Override
  public void toolCalled(JsonObject logged) {
    change(
        () -> {
          toolCalls++;
          if (notes.size() == MOST_NOTES) {
            notes.removeFirst();
          }
          notes.addLast(logged);
        });
  }

  /// There is no call in which a user could be asked.
  @Override
  public Elicited asked(String message, Json requestedSchema) {
    return new Elicited("cancel", null);
  }

  void ended(ChildEnd how, Instant when) {
    change(
        () -> {
          end = how;
          endedAt = when;
        });
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the end, and passes on its tool calls, those from before first.
  ///
  /// @return empty if it has not ended in time
  Optional<ChildEnd> await(Duration patience, Consumer<JsonObject> listener)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      List<JsonObject> news = new ArrayList<>();
      Optional<ChildEnd> now = next(deadline, news);
      news.forEach(listener);
      if (now.isPresent() || news.isEmpty()) {
        return now;
      }
    }
  }

  /// @param news gets what has happened; stays empty if nothing has until the deadline
  private Optional<ChildEnd> next(long deadline, List<JsonObject> news)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = deadline - System.nanoTime();
      while (notes.isEmpty() && end == null && left > 0) {
        left = changed.awaitNanos(left);
      }
      news.addAll(notes);
      notes.clear();
      return Optional.ofNullable(end);
    } finally {
      lock.unlock();
    }
  }

  boolean isRunning() {
    return end().isEmpty();
  }

  Optional<ChildEnd> end() {
    lock.lock();
    try {
      return Optional.ofNullable(end);
    } finally {
      lock.unlock();
    }
  }

  /// Whether its result has not been fetched for so long.
  boolean isExpired(Instant now, Duration kept) {
    lock.lock();
    try {
      return endedAt != null && now.isAfter(endedAt.plus(kept));
    } finally {
      lock.unlock();
    }
  }

  /// How long it has run, or did.
  Duration lasting(Instant now) {
    lock.lock();
    try {
      return Duration.between(begun, endedAt == null ? now : endedAt);
    } finally {
      lock.unlock();
    }
  }

  int toolCalls() {
    lock.lock();
    try {
      return toolCalls;
    } finally {
      lock.unlock();
    }
  }
}
