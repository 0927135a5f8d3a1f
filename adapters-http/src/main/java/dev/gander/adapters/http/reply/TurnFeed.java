package dev.gander.adapters.http.reply;

import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.application.reply.Cancellation;
import dev.gander.application.reply.ReplySink;
import dev.gander.application.reply.ReplyToMessage;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The events of one turn, which belongs to its connection: it begins with the first pull, is held
/// back by a client that reads slowly, and is cancelled when the client leaves. There is no Ping
/// before the turn lives, as in goosed: what cannot be set up is one `Error` and nothing else.
final class TurnFeed implements EventFeed {
  private static final TurnEvent BROKEN = new TurnEvent.Failed("Internal error");

  /// Events that may wait for the client.
  private static final int MOST_WAITING = 64;

  private static final SseFrame PING = SseFrame.data(ReplyEventJson.tagged("Ping").build());

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<TurnEvent> waiting = new ArrayDeque<>();
  private final Cancellation cancellation = new Cancellation();
  private final ReplyToMessage replies;
  private final TurnRequest command;
  private boolean started;
  private boolean alive;
  private boolean firstPingDue;
  private boolean over;
  private boolean closed;

  TurnFeed(ReplyToMessage replies, TurnRequest command) {
    this.replies = replies;
    this.command = command;
  }

  @Override
  public Step next(Duration patience) throws InterruptedException {
    TurnEvent event;
    lock.lockInterruptibly();
    try {
      start();
      long left = patience.toNanos();
      while (!hasNews() && !over && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (firstPingDue) {
        firstPingDue = false;
        return new Step.Event(PING);
      }
      event = take();
      if (event == null) {
        return over || closed ? END : QUIET;
      }
    } finally {
      lock.unlock();
    }
    return new Step.Event(SseFrame.data(ReplyEventJson.write(event)));
  }

  private boolean hasNews() {
    return firstPingDue || !waiting.isEmpty();
  }

  /// The turn waits only when there is no room, the client only when there is nothing.
  private @Nullable TurnEvent take() {
    if (waiting.size() == MOST_WAITING) {
      changed.signalAll();
    }
    return waiting.poll();
  }

  private void start() {
    if (!started && !closed) {
      started = true;
      Thread.ofVirtual().name("reply " + command.sessionId()).start(this::run);
    }
  }

  private void run() {
    try {
      replies.reply(command, cancellation, new Sink());
    } finally {
      change(() -> over = true);
    }
  }

  /// Where the turn speaks.
  private final class Sink implements ReplySink {
    /// Nothing is said to a client that has left, but the turn may go on to store what it has. An
    /// interrupt stays set for the turn to see.
    @Override
    public void accept(TurnEvent event) {
      lock.lock();
      try {
        while (waiting.size() >= MOST_WAITING && !closed) {
          changed.awaitUninterruptibly();
        }
        if (!closed) {
          if (waiting.isEmpty()) {
            changed.signalAll();
          }
          waiting.add(event);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void begun() {
      change(
          () -> {
            firstPingDue = !alive;
            alive = true;
          });
    }
  }

  @Override
  public Optional<SseFrame> heartbeat(long count) {
    lock.lock();
    try {
      return alive ? Optional.of(PING) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<SseFrame> failure() {
    return Optional.of(SseFrame.data(ReplyEventJson.write(BROKEN)));
  }

  /// The turn's last events still reach the client.
  @Override
  public void stop() {
    cancellation.cancel();
  }

  @Override
  public void close() {
    change(
        () -> {
          closed = true;
          waiting.clear();
        });
    cancellation.cancel();
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
}
