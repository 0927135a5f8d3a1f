package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.LeaseTable;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Leases of the nodes of one process.
public final class InMemoryLeaseTable implements LeaseTable {
  private final Rows rows;
  private final String node;

  /// What the nodes share.
  public static final class Rows {
    private record Row(String holder, long token, long end) {
      boolean isFree() {
        return System.nanoTime() - end >= 0;
      }
    }

    private final Map<SessionId, Row> leases = new HashMap<>();
    private final Map<String, Long> lives = new HashMap<>();
    private final List<Consumer<SessionId>> waiting = new ArrayList<>();

    /// The number of the lease that was taken last; 0 if there was none.
    synchronized long newest(SessionId session) {
      Row row = leases.get(session);
      return row == null ? 0 : row.token();
    }

    synchronized boolean isAlive(String node) {
      Long end = lives.get(node);
      return end != null && System.nanoTime() - end < 0;
    }

    /// A node is as good as dead from now on, and its leases have run out.
    public synchronized void bury(String node) {
      long now = System.nanoTime();
      lives.put(node, now);
      leases.replaceAll(
          (_, row) -> row.holder().equals(node) ? new Row(node, row.token(), now) : row);
    }

    synchronized void live(String node, Duration time) {
      lives.put(node, System.nanoTime() + time.toNanos());
    }
  }

  public InMemoryLeaseTable(Rows rows, String node) {
    this.rows = rows;
    this.node = node;
  }

  @Override
  public Optional<Fence> claim(SessionId session, Duration time) {
    synchronized (rows) {
      Rows.Row row = rows.leases.get(session);
      return row == null || row.isFree() ? Optional.of(seize(session, time)) : Optional.empty();
    }
  }

  @Override
  public Fence seize(SessionId session, Duration time) {
    synchronized (rows) {
      long token = rows.newest(session) + 1;
      rows.leases.put(session, new Rows.Row(node, token, System.nanoTime() + time.toNanos()));
      return new Fence(token);
    }
  }

  @Override
  public Set<SessionId> renew(Map<SessionId, Fence> held, Duration time) {
    synchronized (rows) {
      rows.live(node, time);
      Set<SessionId> kept = new HashSet<>();
      held.forEach(
          (session, fence) -> {
            if (rows.newest(session) == fence.number()) {
              kept.add(session);
              rows.leases.put(
                  session, new Rows.Row(node, fence.number(), System.nanoTime() + time.toNanos()));
            }
          });
      return kept;
    }
  }

  @Override
  public void giveBack(SessionId session, Fence fence) {
    free(session, row -> row.token() == fence.number(), 0);
  }

  @Override
  public void takeFrom(SessionId session, String holder) {
    free(session, row -> row.holder().equals(holder), 1);
  }

  private void free(SessionId session, Predicate<Rows.Row> which, int more) {
    List<Consumer<SessionId>> told;
    synchronized (rows) {
      Rows.Row row = rows.leases.get(session);
      if (row == null || !which.test(row)) {
        return;
      }
      rows.leases.put(session, new Rows.Row("", row.token() + more, System.nanoTime()));
      told = List.copyOf(rows.waiting);
    }
    told.forEach(then -> then.accept(session));
  }

  @Override
  public void onReturn(Consumer<SessionId> then) {
    synchronized (rows) {
      rows.waiting.add(then);
    }
  }
}
