package dev.gander.testkit.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.keeping.Housekeeping;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of every [Housekeeping]. There is no file yet, and no check was made; its clock
/// stands still.
public interface HousekeepingContract {
  Housekeeping housekeeping();

  Instant now();

  /// Keeps a result or a log of so many bytes, so old.
  void keep(boolean isLog, String name, int bytes, Duration age);

  /// The names of the results or logs that are there.
  Set<String> kept(boolean isLog);

  @Test
  default void checksAreRemembered() {
    assertEquals(Instant.EPOCH, housekeeping().lastCheck());

    housekeeping().checkDatabases();

    assertEquals(now(), housekeeping().lastCheck());
  }

  @Test
  default void theOldestGoUntilTheRestFits() {
    for (boolean isLog : new boolean[] {true, false}) {
      keep(isLog, "oldest", 100, Duration.ofDays(3));
      keep(isLog, "older", 100, Duration.ofDays(2));
      keep(isLog, "old", 100, Duration.ofDays(1));
    }

    assertEquals(0, housekeeping().capResults(300));
    assertEquals(1, housekeeping().capResults(299));
    assertEquals(Set.of("older", "old"), kept(false));
    assertEquals(Set.of("oldest", "older", "old"), kept(true));
    assertEquals(2, housekeeping().capLogs(100));
    assertEquals(Set.of("old"), kept(true));
  }

  @Test
  default void whatIsFreshStaysAlthoughItIsTooMuch() {
    keep(false, "fresh", 1000, Duration.ofMinutes(59));
    keep(false, "old", 10, Duration.ofMinutes(61));

    assertEquals(1, housekeeping().capResults(500));
    assertEquals(Set.of("fresh"), kept(false));
  }

  @Test
  default void withoutFilesThereIsNothingToRemove() {
    assertEquals(0, housekeeping().capResults(1));
    assertEquals(0, housekeeping().capLogs(1));
  }
}
