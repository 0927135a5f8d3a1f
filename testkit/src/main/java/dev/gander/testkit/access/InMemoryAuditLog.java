package dev.gander.testkit.access;

import dev.gander.domain.access.AuditEntry;
import dev.gander.domain.access.AuditLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

/// A log in memory. Thread-safe.
public final class InMemoryAuditLog implements AuditLog {
  private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

  @Override
  public void add(AuditEntry entry) {
    entries.add(entry);
  }

  @Override
  public List<Numbered> latest(long before, int most) {
    List<AuditEntry> all = entries();
    long end = Math.clamp(before - 1, 0, all.size());
    return LongStream.iterate(end, number -> number > 0, number -> number - 1)
        .limit(most)
        .mapToObj(number -> new Numbered(number, all.get((int) number - 1)))
        .toList();
  }

  public List<AuditEntry> entries() {
    return List.copyOf(entries);
  }
}
