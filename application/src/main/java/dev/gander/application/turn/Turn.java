package dev.gander.application.turn;

import dev.gander.application.reply.Cancellation;
import dev.gander.application.reply.ReplySink;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnLeases.Lease;
import dev.gander.domain.turn.TurnRequest;
import dev.gander.domain.turn.TurnStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One turn from its start to its end, and the destinations of its events.
final class Turn implements ReplySink, AutoCloseable {
  private final String requestId;
  private final TurnRequest request;
  private final TokenState tokens;
  private final Cancellation cancellation = new Cancellation();
  private final SessionEventLog.Writer log;
  private final Consumer<Turn> ending;
  private final @Nullable TurnInbox owner;
  private final CountDownLatch accepted = new CountDownLatch(1);
  private volatile boolean hasBegun;
  private volatile @Nullable Lease lease;
  private final Queue<Message> interjections = new ConcurrentLinkedQueue<>();
  private final TurnCourse course = new TurnCourse();
  private volatile Stay stay = Stay.now(TurnStage.QUEUED, "");

  /// A stage and when it began, on the clock of [System#nanoTime()].
  record Stay(TurnStage stage, String about, long since) {
    static Stay now(TurnStage stage, String about) {
      return new Stay(stage, about, System.nanoTime());
    }
  }

  /// Guarded by [Turns].
  private boolean active = true;

  /// @param tokens the session's counts before the turn
  /// @param owner null for a turn without an owner
  /// @param ending called before the end of the turn is published
  Turn(
      String requestId,
      TurnRequest request,
      TokenState tokens,
      SessionEventLog.Writer log,
      @Nullable TurnInbox owner,
      Consumer<Turn> ending) {
    this.requestId = requestId;
    this.request = request;
    this.tokens = tokens;
    this.log = log;
    this.owner = owner;
    this.ending = ending;
  }

  @Override
  public String requestId() {
    return requestId;
  }

  TurnRequest request() {
    return request;
  }

  TokenState tokens() {
    return tokens;
  }

  SessionId session() {
    return request.sessionId();
  }

  Cancellation cancellation() {
    return cancellation;
  }

  /// Whether the turn keeps its session busy: it has neither finished nor been cancelled.
  boolean isActive() {
    return active;
  }

  void deactivate() {
    active = false;
  }

  void holds(Lease held) {
    lease = held;
    log.fencedBy(held.fence());
  }

  /// Whether it has acquired the right to run; a waiting turn is not running.
  boolean isRunning() {
    return lease != null;
  }

  @Override
  public void accept(TurnEvent event) {
    if (event instanceof TurnEvent.Finished) {
      ending.accept(this);
    }
    course.note(event);
    log.append(event);
    if (owner != null) {
      owner.tell(event);
    }
  }

  @Override
  public void gather(boolean several) {
    // A slow owner holds up the turn; others who follow it must not be behind for that.
    if (owner == null) {
      log.gather(several);
    } else {
      owner.gather(several);
    }
  }

  @Override
  public void flush() {
    if (owner == null) {
      log.flush();
    } else {
      owner.flush();
    }
  }

  TurnCourse course() {
    return course;
  }

  boolean isOwned() {
    return owner != null;
  }

  /// Whether its owner still wants it, now that it may run.
  boolean isWanted() {
    return owner == null || owner.isWanted();
  }

  /// Waits until the turn has begun, after which the user's message is stored, or has ended.
  ///
  /// @return whether it has begun
  boolean awaitAccepted() throws InterruptedException {
    accepted.await();
    return hasBegun;
  }

  Stay stay() {
    return stay;
  }

  @Override
  public void at(TurnStage stage, String about) {
    stay = Stay.now(stage, about);
  }

  /// Says something to the model before its next call.
  void interject(Message message) {
    interjections.add(message);
  }

  @Override
  public List<Message> interjections() {
    List<Message> taken = new ArrayList<>();
    for (Message next = interjections.poll(); next != null; next = interjections.poll()) {
      taken.add(next);
    }
    return taken;
  }

  @Override
  public void begun() {
    hasBegun = true;
    accepted.countDown();
    if (owner != null) {
      owner.begun();
    }
  }

  /// Marks the end of the turn's events.
  @Override
  public void close() {
    accepted.countDown();
    log.close();
    if (owner != null) {
      owner.end();
    }
  }
}
