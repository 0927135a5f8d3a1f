package dev.gander.testkit.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.keeping.Backup;
import dev.gander.domain.keeping.Backups;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [Backups]. There is none yet, and nothing hinders making some.
public interface BackupsContract {
  Backups backups();

  @Test
  default void backupsAreListedTheNewestFirst() throws InterruptedException {
    assertEquals(List.of(), backups().list());
    Backup first = backups().make();
    Backup second = backups().make();

    assertEquals(List.of(second, first), backups().list());
  }

  @Test
  default void theNewestAreKeptAndAtLeastOne() throws InterruptedException {
    backups().make();
    Backup second = backups().make();
    Backup third = backups().make();

    backups().keepNewest(2);
    assertEquals(List.of(third, second), backups().list());
    backups().keepNewest(0);
    assertEquals(List.of(third), backups().list());
  }

  @Test
  default void whoIsInterruptedGetsNone() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, backups()::make);

    assertEquals(List.of(), backups().list());
  }
}
