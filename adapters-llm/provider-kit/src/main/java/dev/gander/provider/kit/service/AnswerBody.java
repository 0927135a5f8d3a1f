package dev.gander.provider.kit.service;

import dev.gander.domain.time.Alarm;
import dev.gander.provider.kit.stream.ByteSource;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The body of an answer as it arrives. Unlike the JDK's stream it gives up when its [CallClock]
/// says so, and what arrived before a broken connection is still delivered. Only what the reader
/// requests is fetched. One reader; [#close()] from any thread.
final class AnswerBody
    implements HttpResponse.BodySubscriber<AnswerBody>, ByteSource, AutoCloseable {
  private static final Piece END = new Piece(Collections.emptyIterator(), true, false);
  private static final Piece LATE = new Piece(Collections.emptyIterator(), false, true);
  private static final int DRAINED_AT_MOST = 64 * 1024;

  /// A service that sends word by word fills many small buffers at once.
  private record Piece(Iterator<ByteBuffer> buffers, boolean isLast, boolean isLate) {}

  private final BlockingQueue<Piece> arrived = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CallClock clock;
  private Runnable beforeWaiting = () -> {};
  private volatile Flow.@Nullable Subscription subscription;
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;
  private volatile boolean draining;
  private int drained;
  private @Nullable Piece current;
  private @Nullable ByteBuffer reading;

  /// @param clock that has just seen the head
  AnswerBody(CallClock clock) {
    this.clock = clock;
  }

  /// Has something done each time before a read waits, by the reader. For the reader.
  void beforeWaiting(Runnable action) {
    beforeWaiting = action;
  }

  /// What was read since the last time is more than a sign of life.
  void dataArrived() {
    clock.dataArrived();
  }

  /// @throws HttpTimeoutException if nothing arrived in time; the body is closed
  /// @throws InterruptedException if the thread was interrupted; the body is closed
  @Override
  public int read(byte[] target, int offset, int length) throws IOException, InterruptedException {
    ByteBuffer next = nextBuffer();
    if (next == null) {
      return -1;
    }
    int count = 0;
    while (next != null && count < length) {
      int part = Math.min(length - count, next.remaining());
      next.get(target, offset + count, part);
      count += part;
      next = bufferAtHand();
    }
    return count;
  }

  /// The next byte to be read, without consuming it; -1 at the end.
  int peek() throws IOException, InterruptedException {
    ByteBuffer next = nextBuffer();
    return next == null ? -1 : next.get(next.position());
  }

  /// Drops the rest, so that the connection can be reused; gives up soon.
  void drain(Duration patience) {
    draining = true;
    if (ended.getCount() == 0) {
      close();
      return;
    }
    request();
    Thread.ofVirtual().name("llm-drain").start(() -> awaitEnd(patience));
  }

  @Override
  public void close() {
    closed = true;
    arrived.add(END);
    Flow.Subscription source = subscription;
    if (source != null && ended.getCount() > 0) {
      source.cancel();
    }
  }

  @Override
  public CompletionStage<AnswerBody> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription source) {
    subscription = source;
    if (closed) {
      source.cancel();
    } else {
      source.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (!draining) {
      arrived.add(new Piece(buffers.iterator(), false, false));
      return;
    }
    drained += buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    if (drained > DRAINED_AT_MOST) {
      close();
    } else {
      request();
    }
  }

  @Override
  public void onError(Throwable cause) {
    failure = cause;
    onComplete();
  }

  @Override
  public void onComplete() {
    arrived.add(END);
    ended.countDown();
  }

  private @Nullable ByteBuffer nextBuffer() throws IOException, InterruptedException {
    while (!closed && (current == null || !current.isLast)) {
      ByteBuffer next = bufferAtHand();
      if (next != null) {
        return next;
      }
      if (current != null) {
        request();
      }
      current = await();
    }
    throwFailure();
    return null;
  }

  /// The buffer with the next byte; null if that has to be waited for.
  private @Nullable ByteBuffer bufferAtHand() {
    while (current != null && (reading == null || !reading.hasRemaining())) {
      if (!current.buffers.hasNext()) {
        return null;
      }
      reading = current.buffers.next();
    }
    return reading;
  }

  private Piece await() throws IOException, InterruptedException {
    CallClock.Due due = clock.next();
    long start = System.nanoTime();
    try {
      Piece next = arrived.poll(0, TimeUnit.NANOSECONDS);
      if (next == null || next.isLate) {
        beforeWaiting.run();
        next = await(due);
      }
      clock.waited(System.nanoTime() - start);
      return next;
    } catch (InterruptedException e) {
      close();
      throw e;
    }
  }

  private Piece await(CallClock.Due due) throws IOException, InterruptedException {
    try (Alarm _ = Alarm.at(due.at(), () -> arrived.add(LATE))) {
      Piece next = arrived.take();
      while (next.isLate && due.left() > 0) {
        next = arrived.take(); // that alarm was for an earlier wait
      }
      if (next.isLate) {
        close();
        throw due.passed();
      }
      return next;
    }
  }

  private void throwFailure() throws IOException {
    Throwable cause = failure;
    if (cause != null && !closed) {
      throw cause instanceof IOException io ? io : new IOException(cause);
    }
  }

  private void awaitEnd(Duration patience) {
    try {
      if (!ended.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        close();
      }
    } catch (InterruptedException e) {
      close();
    }
  }

  private void request() {
    Flow.Subscription source = subscription;
    if (source != null) {
      source.request(1);
    }
  }
}
