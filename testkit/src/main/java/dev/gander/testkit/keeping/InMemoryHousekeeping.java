package dev.gander.testkit.keeping;

import dev.gander.domain.keeping.Housekeeping;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Files in memory.
public final class InMemoryHousekeeping implements Housekeeping {
  private final Clock clock;
  private final List<Kept> results = new ArrayList<>();
  private final List<Kept> logs = new ArrayList<>();
  private Instant checked = Instant.EPOCH;
  private int checks;

  /// A file.
  public record Kept(String name, long bytes, Instant changed) {}

  public InMemoryHousekeeping(Clock clock) {
    this.clock = clock;
  }

  public List<Kept> results() {
    return results;
  }

  public List<Kept> logs() {
    return logs;
  }

  /// How often the databases were checked.
  public synchronized int checks() {
    return checks;
  }

  @Override
  public synchronized Instant lastCheck() {
    return checked;
  }

  @Override
  public synchronized void checkDatabases() {
    checks++;
    checked = clock.instant();
  }

  @Override
  public int capResults(long bytes) {
    return cap(results, bytes);
  }

  @Override
  public int capLogs(long bytes) {
    return cap(logs, bytes);
  }

  private synchronized int cap(List<Kept> files, long bytes) {
    Instant fresh = clock.instant().minus(Duration.ofHours(1));
    long all = files.stream().mapToLong(Kept::bytes).sum();
    int removed = 0;
    for (Kept file : files.stream().sorted(Comparator.comparing(Kept::changed)).toList()) {
      if (all > bytes && file.changed().isBefore(fresh)) {
        files.remove(file);
        all -= file.bytes();
        removed++;
      }
    }
    return removed;
  }
}
