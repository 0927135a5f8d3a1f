package dev.gander.application.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.budget.Account;
import dev.gander.domain.budget.BudgetScope;
import dev.gander.domain.budget.Payer;
import dev.gander.domain.budget.UsageEntry;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.keeping.Backup;
import dev.gander.domain.keeping.RetentionRule;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunState;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionType;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.budget.InMemorySpendingLedger;
import dev.gander.testkit.keeping.InMemoryBackups;
import dev.gander.testkit.keeping.InMemoryHousekeeping;
import dev.gander.testkit.keeping.InMemoryHousekeeping.Kept;
import dev.gander.testkit.keeping.InMemorySessionPins;
import dev.gander.testkit.run.InMemoryRunStore;
import dev.gander.testkit.run.RunStoreContract;
import dev.gander.testkit.store.InMemorySessionStore;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.webhook.DeliveryQueueContract;
import dev.gander.testkit.webhook.InMemoryDeliveryQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpkeepTest {
  private final SettableClock clock = SettableClock.at("2026-11-28T12:00:00Z");
  private final InMemorySettings settings = new InMemorySettings();
  private final InMemoryBackups backups = new InMemoryBackups(clock);
  private final InMemoryHousekeeping files = new InMemoryHousekeeping(clock);
  private final InMemoryRunStore runs = new InMemoryRunStore();
  private final InMemoryDeliveryQueue deliveries = new InMemoryDeliveryQueue();
  private final InMemorySpendingLedger usage = new InMemorySpendingLedger();
  private Duration passed = Duration.ZERO;
  private final KeepingSettings keeping = new KeepingSettings(new TypedSettings(settings));

  private void look() throws InterruptedException {
    upkeep().look();
  }

  private Upkeep upkeep() {
    SessionSweep noSessions =
        new SessionSweep(
            new SessionSweep.Parts(
                keeping,
                new InMemorySessionStore(clock),
                new InMemorySessionPins(),
                runs,
                null,
                null,
                clock));
    SteadyTime time = new SteadyTime(clock, () -> passed.toNanos());
    return new Upkeep(keeping, backups, files, noSessions, records(), clock, time);
  }

  private OldRecords records() {
    return new OldRecords(keeping, runs, deliveries, usage, clock);
  }

  private void use() {
    usage.append(
        new UsageEntry(
            clock.instant(),
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
            new Payer(new SessionId("s"), KeyId.SERVER, null, null, null),
            null,
            1,
            0));
  }

  @Test
  void entriesOfUsageGoByAgeOrNumber() throws InterruptedException {
    use();
    clock.advance(Duration.ofDays(30));
    use();
    use();
    assertEquals(0, records().surplusUsage(), "nobody has asked for it");

    settings.put("GANDER_USAGE_DAYS", Json.of(30));
    assertEquals(0, records().surplusUsage(), "not yet");
    clock.advance(Duration.ofMillis(1));
    assertEquals(1, records().surplusUsage());
    settings.put("GANDER_USAGE_ENTRIES", Json.of(1));
    assertEquals(2, records().surplusUsage());
    look();

    assertEquals(0, records().surplusUsage());
    assertEquals(3, usage.spent(new Account(BudgetScope.SESSION, "s", null)).toolCalls());
  }

  @ParameterizedTest
  @ValueSource(strings = {"P400D", "-P400D", "PT11M", "-PT11M"})
  void aClockThatJumpsRemovesNothingUntilItHasGoneOnForAnHour(Duration jump)
      throws InterruptedException {
    use();
    use();
    settings.put("GANDER_USAGE_ENTRIES", Json.of(1));
    Upkeep upkeep = upkeep();
    clock.advance(jump);

    upkeep.look();
    assertEquals(1, records().surplusUsage());

    clock.advance(Duration.ofHours(1));
    passed = Duration.ofHours(1);
    upkeep.look();
    assertEquals(0, records().surplusUsage());
  }

  @Test
  void aClockThatIsPutRightALittleIsSteady() throws InterruptedException {
    use();
    use();
    settings.put("GANDER_USAGE_ENTRIES", Json.of(1));
    Upkeep upkeep = upkeep();
    clock.advance(Duration.ofMinutes(69));
    passed = Duration.ofHours(1);

    upkeep.look();

    assertEquals(0, records().surplusUsage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GANDER_USAGE_DAYS", "GANDER_USAGE_ENTRIES"})
  void aMistakeInARuleKeepsAllUsage(String key) throws InterruptedException {
    use();
    clock.advance(Duration.ofDays(400));
    settings.put(key, Json.of(0));

    assertThrows(InvalidInput.class, records()::surplusUsage);
    look();

    settings.put(key, Json.of(1));
    assertEquals(key.endsWith("DAYS") ? 1 : 0, records().surplusUsage());
  }

  @Test
  void runsAndDeliveriesThatAreOverGoAfterTheirTime() throws InterruptedException {
    runs.create(RunStoreContract.run("old", RunStoreContract.ALICE), null);
    runs.change(
        new RunId("old"),
        Set.of(RunState.QUEUED),
        run -> run.ended(RunState.CANCELLED, null, clock.instant()));
    runs.announced(new RunId("old"));
    deliveries.add(List.of(DeliveryQueueContract.delivery("e", DeliveryQueueContract.THERE)));
    deliveries.settle(deliveries.find(1).orElseThrow().delivered(clock.instant()));
    clock.advance(Duration.ofDays(400));

    look();
    assertTrue(runs.find(new RunId("old")).isPresent());

    assertEquals(new OldRecords.Ended(0, 0), records().surplusRuns(), "nobody has asked for it");
    settings.put("GANDER_RECORDS_DAYS", Json.of(400));
    assertEquals(new OldRecords.Ended(0, 1), records().surplusRuns());
    look();
    assertTrue(runs.find(new RunId("old")).isPresent(), "not yet");
    assertEquals(Optional.empty(), deliveries.find(1), "of January");

    clock.advance(Duration.ofSeconds(1));
    assertEquals(new OldRecords.Ended(1, 0), records().surplusRuns());
    look();
    assertEquals(Optional.empty(), runs.find(new RunId("old")));
    assertEquals(new OldRecords.Ended(0, 0), records().surplusRuns());
  }

  private List<Instant> made() {
    return backups.list().stream().map(Backup::made).toList();
  }

  @Test
  void nothingButTheCheckHappensUntilItIsAskedFor() throws InterruptedException {
    files.logs().add(new Kept("old", Long.MAX_VALUE, Instant.EPOCH));

    look();

    assertEquals(List.of(), made());
    assertEquals(1, files.logs().size());
    assertEquals(1, files.checks());
  }

  @Test
  void databasesAreCheckedOnceAWeekAndAfterAClockWasAhead() throws InterruptedException {
    look();
    clock.advance(Duration.ofDays(7).minusSeconds(1));
    look();
    assertEquals(1, files.checks());

    clock.advance(Duration.ofSeconds(1));
    look();
    assertEquals(2, files.checks());

    clock.advance(Duration.ofDays(-30));
    look();
    assertEquals(3, files.checks());
  }

  @Test
  void aBackupIsMadeWhenTheNewestIsOldEnough() throws InterruptedException {
    settings.put("GANDER_BACKUP_HOURS", Json.of(24));
    Instant first = clock.instant();

    look();
    clock.advance(Duration.ofHours(23));
    look();
    assertEquals(List.of(first), made());

    clock.advance(Duration.ofHours(1));
    look();
    assertEquals(List.of(clock.instant(), first), made());
  }

  @Test
  void onlyTheNewestBackupsStay() throws InterruptedException {
    settings.put("GANDER_BACKUP_HOURS", Json.of("1"));
    settings.put("GANDER_BACKUP_KEEP", Json.of(2));

    for (int hour = 0; hour < 5; hour++) {
      look();
      clock.advance(Duration.ofHours(1));
    }

    assertEquals(2, made().size());
    settings.remove("GANDER_BACKUP_KEEP");
    for (int hour = 0; hour < 9; hour++) {
      look();
      clock.advance(Duration.ofHours(1));
    }
    assertEquals(7, made().size());
  }

  @Test
  void aBackupThatFailsKeepsTheOldOnesAndTheRestIsDone() throws InterruptedException {
    settings.put("GANDER_BACKUP_HOURS", Json.of(1));
    settings.put("GANDER_BACKUP_KEEP", Json.of(1));
    settings.put("GANDER_LOGS_MB", Json.of(1));
    look();
    files.logs().add(new Kept("old", 2 << 20, Instant.EPOCH));
    backups.failWith(new StorageException("the disk is full", null));
    clock.advance(Duration.ofHours(2));

    look();

    assertEquals(1, made().size());
    assertEquals(List.of(), files.logs());
  }

  @Test
  void filesAreCappedInMegabytes() throws InterruptedException {
    settings.put("GANDER_RESULTS_MB", Json.of(1));
    files.results().add(new Kept("older", 1 << 20, Instant.EPOCH));
    files.results().add(new Kept("old", 1, Instant.EPOCH.plusSeconds(1)));

    look();

    assertEquals(List.of("old"), files.results().stream().map(Kept::name).toList());
  }

  @Test
  void aNumberIsForAllTypesButScheduledOnesAndAMapForThoseItNames() {
    settings.put("GANDER_RETENTION_DAYS", Json.of(30));
    settings.put(
        "GANDER_RETENTION_SESSIONS",
        JsonObject.of("user", Json.of(500)).with("scheduled", Json.of("20")));
    settings.put("GANDER_RETENTION_MB", JsonObject.of("user", Json.of(2)));

    Map<SessionType, RetentionRule> rules = keeping.rules();

    Duration month = Duration.ofDays(30);
    assertEquals(new RetentionRule(month, 500L, 2L << 20), rules.get(SessionType.USER));
    assertEquals(new RetentionRule(month, null, null), rules.get(SessionType.SUB_AGENT));
    assertEquals(new RetentionRule(null, 20L, null), rules.get(SessionType.SCHEDULED));
    assertEquals(SessionType.values().length, rules.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "99999999999", "soon", "[]"})
  void aRuleThatIsNoneIsRefusedAndNothingIsDeleted(String value) throws InterruptedException {
    Json wrong = value.equals("[]") ? JsonArray.EMPTY : Json.of(value);
    settings.put("GANDER_RETENTION_DAYS", wrong);
    assertThrows(InvalidInput.class, keeping::rules);

    settings.put("GANDER_RETENTION_DAYS", JsonObject.of("user", wrong));
    assertThrows(InvalidInput.class, keeping::rules);
    look();
  }

  @Test
  void aMapThatNamesNoTypeIsRefused() {
    settings.put("GANDER_RETENTION_MB", JsonObject.of("users", Json.of(1)));

    InvalidInput failure = assertThrows(InvalidInput.class, keeping::rules);

    assertTrue(failure.text().contains("users"), failure.text());
  }
}
