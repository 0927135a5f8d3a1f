package dev.gander.application.cluster;

import dev.gander.application.inprocess.InProcessTurnLeases;
import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.TurnLeases;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Leases among nodes. Those who wait on this node line up here, and the first of them asks the
/// table. What this node holds is renewed by one thread, which also finds out what was lost.
public final class SharedTurnLeases implements TurnLeases, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SharedTurnLeases.class.getName());

  /// Between two looks at a lease that nobody gives back, since its holder may have died.
  private static final Duration LOOK = Duration.ofMillis(500);

  private static final Duration END = Duration.ofSeconds(2);

  /// How often a lease is renewed before it would run out.
  private static final int RENEWALS = 3;

  private final TurnLeases line = new InProcessTurnLeases();
  private final LeaseTable table;
  private final Duration time;
  private final ConcurrentMap<SessionId, Held> held = new ConcurrentHashMap<>();

  /// A permit for each return; only the first in line waits for one.
  private final ConcurrentMap<SessionId, Semaphore> waiting = new ConcurrentHashMap<>();

  private final Thread beat =
      Thread.ofPlatform().name("lease-renewal").daemon().unstarted(this::beat);
  private volatile boolean isClosed;

  /// @param time how long a lease outlives its holder
  public SharedTurnLeases(LeaseTable table, Duration time) {
    this.table = table;
    this.time = time;
    table.onReturn(this::returned);
    beat.start();
  }

  private void returned(SessionId session) {
    Semaphore first = waiting.get(session);
    if (first != null) {
      first.release();
    }
  }

  @Override
  public Lease acquire(SessionId id) throws InterruptedException {
    return acquire(id, Duration.ofNanos(Long.MAX_VALUE)).orElseThrow();
  }

  @Override
  public Optional<Lease> acquire(SessionId id, Duration patience) throws InterruptedException {
    long begun = System.nanoTime();
    Optional<Lease> first = line.acquire(id, patience);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    boolean isHeld = false;
    try {
      Optional<Lease> got = claim(id, begun, patience.toNanos()).map(it -> hold(first.get(), it));
      isHeld = got.isPresent();
      return got;
    } finally {
      if (!isHeld) {
        first.get().close();
      }
    }
  }

  private Optional<Fence> claim(SessionId id, long begun, long patience)
      throws InterruptedException {
    Semaphore returns = new Semaphore(0);
    waiting.put(id, returns);
    try {
      Optional<Fence> fence = table.claim(id, time);
      for (long left = left(begun, patience); fence.isEmpty() && left > 0; ) {
        var _ = returns.tryAcquire(Math.min(left, LOOK.toNanos()), TimeUnit.NANOSECONDS);
        returns.drainPermits();
        fence = table.claim(id, time);
        left = left(begun, patience);
      }
      return unlessInterrupted(id, fence);
    } finally {
      waiting.remove(id, returns);
    }
  }

  private static long left(long begun, long patience) {
    return patience - (System.nanoTime() - begun);
  }

  /// The table does not notice an interrupt.
  private Optional<Fence> unlessInterrupted(SessionId id, Optional<Fence> fence)
      throws InterruptedException {
    if (Thread.interrupted()) {
      fence.ifPresent(it -> giveBack(id, it));
      throw new InterruptedException("interrupted while waiting for session " + id);
    }
    return fence;
  }

  @Override
  public Lease seize(SessionId id) {
    Lease place = line.seize(id);
    boolean isHeld = false;
    try {
      Lease seized = hold(place, table.seize(id, time));
      isHeld = true;
      return seized;
    } finally {
      if (!isHeld) {
        place.close();
      }
    }
  }

  private Lease hold(Lease place, Fence fence) {
    Held lease = new Held(place, fence);
    Held robbed = held.put(place.session(), lease);
    if (robbed != null) {
      robbed.lose();
    }
    return lease;
  }

  /// One that cannot be given back runs out.
  private void giveBack(SessionId id, Fence fence) {
    try {
      table.giveBack(id, fence);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "session {0} stays busy for {1}: {2}", id, time, e.text());
    }
  }

  private void beat() {
    boolean isWell = true;
    try {
      while (!isClosed) {
        isWell = renew(isWell);
        Thread.sleep(time.dividedBy(RENEWALS));
      }
    } catch (InterruptedException _) {
      // The server is stopping.
    }
  }

  /// @return whether it went well
  private boolean renew(boolean wentWell) {
    Map<SessionId, Held> before = Map.copyOf(held);
    Map<SessionId, Fence> fences = new HashMap<>();
    before.forEach((id, lease) -> fences.put(id, lease.fence));
    try {
      Set<SessionId> kept = table.renew(fences, time);
      before.forEach((id, lease) -> loseUnless(kept.contains(id), lease));
      return true;
    } catch (StorageException e) {
      if (wentWell) {
        LOG.log(Level.WARNING, "the leases of this node cannot be renewed: {0}", e.text());
      }
      return false;
    }
  }

  private void loseUnless(boolean isKept, Held lease) {
    if (!isKept && held.remove(lease.session(), lease)) {
      LOG.log(Level.WARNING, "session {0}: another node has taken it over", lease.session());
      lease.lose();
    }
  }

  /// Gives back what turns that do not end still hold, so that nobody waits for it to run out: what
  /// they store after another turn has begun is refused. Idempotent.
  @Override
  public void close() {
    isClosed = true;
    beat.interrupt();
    Thread returning = Thread.ofVirtual().start(() -> held.values().forEach(Held::leave));
    try {
      // What a database that is away does not take runs out.
      var _ = returning.join(END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Held implements Lease {
    private final Lease place;
    private final Fence fence;
    // Guarded by this.
    private boolean isLost;
    private @Nullable Runnable afterLoss;

    Held(Lease place, Fence fence) {
      this.place = place;
      this.fence = fence;
    }

    @Override
    public SessionId session() {
      return place.session();
    }

    @Override
    public Fence fence() {
      return fence;
    }

    @Override
    public void onLoss(Runnable then) {
      synchronized (this) {
        afterLoss = then;
        if (!isLost) {
          return;
        }
      }
      then.run();
    }

    void lose() {
      Runnable then;
      synchronized (this) {
        isLost = true;
        then = afterLoss;
      }
      if (then != null) {
        then.run();
      }
    }

    void leave() {
      if (held.remove(session(), this)) {
        giveBack(session(), fence);
      }
    }

    /// The table first: who is next in line here asks it at once.
    @Override
    public void close() {
      leave();
      place.close();
    }
  }
}
