package dev.gander.testkit.access;

import dev.gander.domain.access.AuditEntry;
import dev.gander.domain.access.AuditLog;
import java.util.List;

class InMemoryAuditLogTest implements AuditLogContract {
  private final InMemoryAuditLog log = new InMemoryAuditLog();

  @Override
  public AuditLog log() {
    return log;
  }

  @Override
  public List<AuditEntry> entries() {
    return log.entries();
  }
}
