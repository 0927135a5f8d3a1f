package dev.gander.testkit.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.access.AuditEntry;
import dev.gander.domain.access.AuditLog;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of every [AuditLog]. It is empty.
public interface AuditLogContract {
  Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  AuditLog log();

  /// What the log holds, the oldest first.
  List<AuditEntry> entries();

  private static AuditEntry entry(int number) {
    return new AuditEntry(NOW, "key", "127.0.0.1", "reply", "20260102_" + number, "200");
  }

  @Test
  default void entriesComeBackInTheirOrder() {
    AuditEntry bare = new AuditEntry(NOW, "-", null, "a \"quoted\"\nname, ünïcode", null, "401");
    log().add(entry(1));
    log().add(bare);
    log().add(entry(2));

    assertEquals(List.of(entry(1), bare, entry(2)), entries());
  }

  @Test
  default void theNewestComeFirstPageByPage() {
    IntStream.rangeClosed(1, 5).forEach(number -> log().add(entry(number)));

    assertEquals(List.of(numbered(5), numbered(4)), log().latest(Long.MAX_VALUE, 2));
    assertEquals(List.of(numbered(3), numbered(2)), log().latest(4, 2));
    assertEquals(List.of(numbered(1)), log().latest(2, 2));
    assertEquals(List.of(), log().latest(1, 2));
    assertEquals(List.of(), log().latest(-1, 2));
    assertEquals(List.of(), log().latest(Long.MAX_VALUE, 0));
  }

  private static AuditLog.Numbered numbered(int number) {
    return new AuditLog.Numbered(number, entry(number));
  }

  @Test
  default void nothingIsReadWhereNothingWasWritten() {
    assertEquals(List.of(), log().latest(Long.MAX_VALUE, 10));
  }

  @Test
  default void manyMayWriteAtOnce() {
    List<AuditEntry> all = IntStream.range(0, 200).mapToObj(AuditLogContract::entry).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(entry -> threads.execute(() -> log().add(entry)));
    }

    assertEquals(200, entries().size());
    assertEquals(Set.copyOf(all), new HashSet<>(entries()));
  }
}
