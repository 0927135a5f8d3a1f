package dev.gander.application.api.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.application.api.access.RecordRequest.When;
import dev.gander.domain.access.AccessKey;
import dev.gander.domain.access.AuditEntry;
import dev.gander.domain.access.AuditLog;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.Scope;
import dev.gander.domain.error.StorageException;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.access.InMemoryAccessKeys;
import dev.gander.testkit.access.InMemoryAuditLog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordRequestTest {
  private static final RecordRequest.Request REQUEST =
      new RecordRequest.Request("server", "127.0.0.1", "reply", "20260304_1", "200");

  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final AtomicLong nanos = new AtomicLong(-7);
  private final InMemoryAccessKeys keys = new InMemoryAccessKeys();
  private final InMemoryAuditLog log = new InMemoryAuditLog();

  private RecordRequest recording(When when) {
    return new RecordRequest(when, keys, log, clock, nanos::get);
  }

  private void addKey() {
    keys.add(AccessKey.of(new KeyId("k"), "k", Set.of(Scope.READ), clock.instant()), "h");
  }

  private AuditEntry entry() {
    return new AuditEntry(clock.instant(), "server", "127.0.0.1", "reply", "20260304_1", "200");
  }

  @ParameterizedTest
  @CsvSource({"on, ALWAYS", "1, ALWAYS", "off, NEVER", "0, NEVER", ", WITH_KEYS", "x, WITH_KEYS"})
  void theSettingSaysWhen(String setting, When when) {
    assertEquals(when, When.of(setting));
  }

  @Test
  void alwaysNeedsNoKey() {
    recording(When.ALWAYS).add(REQUEST);

    assertEquals(List.of(entry()), log.entries());
  }

  @Test
  void neverIsNever() {
    addKey();
    RecordRequest never = recording(When.NEVER);
    never.keysExist();
    never.add(REQUEST);

    assertEquals(List.of(), log.entries());
  }

  @Test
  void aKeyThatAnotherProcessMakesIsNoticedWithinASecond() {
    RecordRequest recording = recording(When.WITH_KEYS);
    recording.add(REQUEST);
    addKey();
    nanos.addAndGet(Duration.ofMillis(999).toNanos());
    recording.add(REQUEST);
    assertEquals(List.of(), log.entries());
    nanos.addAndGet(Duration.ofMillis(1).toNanos());

    recording.add(REQUEST);

    assertEquals(List.of(entry()), log.entries());
  }

  @Test
  void aKeyThatIsMadeHereIsNoticedAtOnce() {
    RecordRequest recording = recording(When.WITH_KEYS);
    recording.add(REQUEST);
    recording.keysExist();

    recording.add(REQUEST);

    assertEquals(List.of(entry()), log.entries());
  }

  @Test
  void aLogThatCannotBeWrittenKeepsNobodyFromWorking() {
    AuditLog full =
        new AuditLog() {
          @Override
          public void add(AuditEntry entry) {
            throw new StorageException("the disk is full", null);
          }

          @Override
          public List<Numbered> latest(long before, int most) {
            return List.of();
          }
        };

    new RecordRequest(When.ALWAYS, keys, full, clock, nanos::get).add(REQUEST);
  }
}
