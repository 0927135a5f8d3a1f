package dev.gander.adapters.http;

import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.adapters.http.stream.SseFrame;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A feed whose events a test gives, one by one or without an end.
final class QueueFeed implements EventFeed {
  private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final SseFrame flood;

  QueueFeed() {
    this(null);
  }

  /// @param flood comes again and again whenever nothing else is there
  QueueFeed(SseFrame flood) {
    this.flood = flood;
  }

  void event(SseFrame frame) {
    steps.add(new Step.Event(frame));
  }

  void end() {
    steps.add(END);
  }

  /// Whether its stream has begun.
  boolean isAskedWithin(Duration time) throws InterruptedException {
    return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isClosedWithin(Duration time) throws InterruptedException {
    return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Step next(Duration patience) throws InterruptedException {
    asked.countDown();
    if (closed.getCount() == 0) {
      return END;
    }
    if (flood != null && steps.isEmpty()) {
      return new Step.Event(flood);
    }
    Step step = steps.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    return step == null ? QUIET : step;
  }

  @Override
  public void close() {
    closed.countDown();
    steps.add(END);
  }
}
