package dev.gander.application.api.access;

import dev.gander.domain.access.AuditLog;
import java.util.List;

/// Reads the record of requests, page by page.
public final class ReadAudit {
  public static final int MOST = 1000;

  private final AuditLog log;

  public ReadAudit(AuditLog log) {
    this.log = log;
  }

  /// The newest entries with numbers below `before`, the newest first.
  ///
  /// @param most how many at most; no more than [#MOST]
  public List<AuditLog.Numbered> read(long before, long most) {
    return log.latest(before, Math.clamp(most, 0, MOST));
  }
}
