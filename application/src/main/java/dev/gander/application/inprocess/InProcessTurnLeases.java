package dev.gander.application.inprocess;

import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.TurnLeases;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Leases among the threads of this process. A session without holder or waiters takes no memory.
public final class InProcessTurnLeases implements TurnLeases {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<SessionId, Line> lines = new HashMap<>();
  private long lastFence;

  /// The holder of one session's lease, and its waiters. Guarded by the lock.
  private static final class Line {
    final Deque<Condition> waiting = new ArrayDeque<>();
    @Nullable Lease holder;

    boolean isFree() {
      return holder == null && waiting.isEmpty();
    }

    boolean isNext(Condition one) {
      return holder == null && one.equals(waiting.peek());
    }

    void wakeFirst() {
      Condition first = waiting.peek();
      if (holder == null && first != null) {
        first.signal();
      }
    }
  }

  @Override
  public Lease acquire(SessionId id) throws InterruptedException {
    return acquire(id, Duration.ofNanos(Long.MAX_VALUE)).orElseThrow();
  }

  @Override
  public Optional<Lease> acquire(SessionId id, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Line line = lines.computeIfAbsent(id, _ -> new Line());
      try {
        return line.isFree() || await(line, patience.toNanos())
            ? Optional.of(hold(id, line))
            : Optional.empty();
      } finally {
        dropIfFree(id, line);
      }
    } finally {
      lock.unlock();
    }
  }

  private void dropIfFree(SessionId id, Line line) {
    if (line.isFree()) {
      lines.remove(id);
    }
  }

  /// @return whether it is this thread's turn now
  private boolean await(Line line, long patience) throws InterruptedException {
    if (patience <= 0) {
      return false;
    }
    Condition own = lock.newCondition();
    line.waiting.add(own);
    try {
      long left = patience;
      while (!line.isNext(own) && left > 0) {
        left = own.awaitNanos(left);
      }
      return line.isNext(own);
    } finally {
      line.waiting.remove(own);
      line.wakeFirst();
    }
  }

  @Override
  public Lease seize(SessionId id) {
    lock.lock();
    try {
      return hold(id, lines.computeIfAbsent(id, _ -> new Line()));
    } finally {
      lock.unlock();
    }
  }

  private Lease hold(SessionId id, Line line) {
    Held held = new Held(id, new Fence(++lastFence));
    line.holder = held;
    return held;
  }

  private void giveBack(Held held) {
    lock.lock();
    try {
      Line line = lines.get(held.session);
      if (line == null || !held.equals(line.holder)) {
        return;
      }
      line.holder = null;
      line.wakeFirst();
      dropIfFree(held.session, line);
    } finally {
      lock.unlock();
    }
  }

  private final class Held implements Lease {
    private final SessionId session;
    private final Fence fence;

    Held(SessionId session, Fence fence) {
      this.session = session;
      this.fence = fence;
    }

    @Override
    public SessionId session() {
      return session;
    }

    @Override
    public Fence fence() {
      return fence;
    }

    @Override
    public void close() {
      giveBack(this);
    }
  }
}
