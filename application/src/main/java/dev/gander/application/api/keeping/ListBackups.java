package dev.gander.application.api.keeping;

import dev.gander.domain.keeping.Backup;
import dev.gander.domain.keeping.Backups;
import java.util.List;

/// The backups that are there.
public final class ListBackups {
  private final Backups backups;

  public ListBackups(Backups backups) {
    this.backups = backups;
  }

  /// The newest first.
  public List<Backup> list() {
    return backups.list();
  }
}
