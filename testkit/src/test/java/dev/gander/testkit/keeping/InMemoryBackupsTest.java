package dev.gander.testkit.keeping;

import dev.gander.domain.keeping.Backups;
import dev.gander.testkit.SettableClock;

class InMemoryBackupsTest implements BackupsContract {
  private final Backups backups = new InMemoryBackups(SettableClock.at("2026-11-28T17:00:00Z"));

  @Override
  public Backups backups() {
    return backups;
  }
}
