package dev.gander.testkit.schedule;

import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.JobId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One server's view of a ledger in memory.
public final class InMemoryFireLedger implements FireLedger {
  private final Shared shared;
  private final String owner;

  private static final class Shared {
    final Map<JobId, Instant> settled = new HashMap<>();
    final Map<JobId, Instant> begun = new HashMap<>();
    final Map<JobId, String> owners = new HashMap<>();
    final Set<String> dead = new HashSet<>();
    int servers;
  }

  public InMemoryFireLedger() {
    this(new Shared());
  }

  private InMemoryFireLedger(Shared shared) {
    this.shared = shared;
    synchronized (shared) {
      owner = "server " + ++shared.servers;
    }
  }

  /// The same ledger, seen from another server.
  public InMemoryFireLedger ofAnotherServer() {
    return new InMemoryFireLedger(shared);
  }

  /// The server that has this view.
  public String server() {
    return owner;
  }

  /// The server that has this view dies.
  public void die() {
    synchronized (shared) {
      shared.dead.add(owner);
    }
  }

  @Override
  public Claim claim(JobId job, Instant fire) {
    synchronized (shared) {
      if (isSettled(job, fire)) {
        return new Claim.Settled();
      }
      shared.settled.put(job, fire);
      return claim(job);
    }
  }

  @Override
  public boolean isSettled(JobId job, Instant fire) {
    synchronized (shared) {
      Instant settled = shared.settled.get(job);
      return settled != null && !settled.isBefore(fire);
    }
  }

  @Override
  public Claim claim(JobId job) {
    synchronized (shared) {
      if (isClaimed(job)) {
        return new Claim.Running();
      }
      return new Claim.Granted(shared.owners.put(job, owner));
    }
  }

  @Override
  public void release(JobId job) {
    synchronized (shared) {
      shared.owners.remove(job, owner);
    }
  }

  @Override
  public boolean isClaimed(JobId job) {
    synchronized (shared) {
      String holder = shared.owners.get(job);
      return holder != null && !shared.dead.contains(holder);
    }
  }

  @Override
  public boolean isHeld(JobId job) {
    synchronized (shared) {
      return owner.equals(shared.owners.get(job));
    }
  }

  @Override
  public Set<JobId> leftOpen() {
    synchronized (shared) {
      return shared.owners.keySet().stream()
          .filter(job -> !isClaimed(job))
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  @Override
  public Map<JobId, Instant> settled() {
    synchronized (shared) {
      return Map.copyOf(shared.settled);
    }
  }

  @Override
  public void settle(Map<JobId, Instant> until) {
    synchronized (shared) {
      until.forEach(
          (job, moment) ->
              shared.settled.merge(job, moment, (old, now) -> old.isAfter(now) ? old : now));
    }
  }

  @Override
  public void begin(JobId job, Instant moment) {
    synchronized (shared) {
      settle(Map.of(job, moment));
      shared.begun.put(job, moment);
    }
  }

  @Override
  public Optional<Instant> begun(JobId job) {
    synchronized (shared) {
      return Optional.ofNullable(shared.begun.get(job));
    }
  }

  @Override
  public void takeBack(Instant now) {
    synchronized (shared) {
      shared.settled.replaceAll((_, moment) -> moment.isAfter(now) ? now : moment);
    }
  }

  @Override
  public void forget(Set<JobId> jobs) {
    synchronized (shared) {
      for (JobId job : jobs) {
        if (!isClaimed(job)) {
          shared.settled.remove(job);
          shared.begun.remove(job);
          shared.owners.remove(job);
        }
      }
    }
  }
}
