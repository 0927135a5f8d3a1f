package dev.gander.application.api.keeping;

import dev.gander.domain.keeping.Backup;
import dev.gander.domain.keeping.Backups;

/// Copies everything that is kept, while it is in use.
public final class MakeBackup {
  private final Backups backups;

  public MakeBackup(Backups backups) {
    this.backups = backups;
  }

  /// @throws dev.gander.domain.error.Conflict if one is being made
  /// @throws dev.gander.domain.error.StorageException if it fails; nothing is left of it
  public Backup make() throws InterruptedException {
    return backups.make();
  }
}
