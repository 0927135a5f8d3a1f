package dev.gander.testkit.access;

import dev.gander.domain.access.AuditEntry;
import dev.gander.domain.access.AuditLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A log in memory. Thread-safe.
public final class InMemoryAuditLog implements AuditLog {
  private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

  @Override
  public void add(AuditEntry entry) {
    entries.add(entry);
  }

  public List<AuditEntry> entries() {
    return List.copyOf(entries);
  }
}
