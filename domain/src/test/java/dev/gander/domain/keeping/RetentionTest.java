package dev.gander.domain.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.keeping.Retention.Leaving;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionActivity;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionOrigin;
import dev.gander.domain.session.SessionType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private final List<Session> sessions = new ArrayList<>();
  private final Map<SessionId, Long> sizes = new HashMap<>();

  private void used(int number, SessionType type, Duration ago, long bytes) {
    Instant at = NOW.minus(ago);
    SessionId id = new SessionId("20260304_" + number);
    sessions.add(
        new Session(
            id,
            SessionDetails.of("s", "/tmp", GooseMode.AUTO)
                .withOrigin(new SessionOrigin(type, null)),
            new SessionActivity(at, NOW, 1, at)));
    sizes.put(id, bytes);
  }

  private List<String> leaving(SessionType type, RetentionRule rule) {
    return new Retention(Map.of(type, rule), sizes, NOW)
        .leaving(sessions).stream().map(Leaving::session).map(it -> it.id().value()).toList();
  }

  private static RetentionRule days(long count) {
    return new RetentionRule(Duration.ofDays(count), null, null);
  }

  @Test
  void ageCountsFromTheLastMessageAndNotFromTheLastChange() {
    used(1, SessionType.USER, Duration.ofDays(30), 1);
    used(2, SessionType.USER, Duration.ofDays(30).plusSeconds(1), 1);
    used(3, SessionType.USER, Duration.ofDays(31), 1);

    assertEquals(List.of("20260304_3", "20260304_2"), leaving(SessionType.USER, days(30)));
  }

  @Test
  void aRuleIsForItsTypeOnly() {
    used(1, SessionType.USER, Duration.ofDays(50), 1);
    used(2, SessionType.SUB_AGENT, Duration.ofDays(50), 1);
    used(3, SessionType.SCHEDULED, Duration.ofDays(50), 1);

    assertEquals(List.of("20260304_2"), leaving(SessionType.SUB_AGENT, days(1)));
    assertEquals(List.of(), leaving(SessionType.HIDDEN, days(1)));
  }

  @Test
  void theNewestOfACountStay() {
    used(1, SessionType.USER, Duration.ofHours(4), 1);
    used(2, SessionType.USER, Duration.ofHours(2), 1);
    used(3, SessionType.USER, Duration.ofHours(3), 1);

    RetentionRule two = new RetentionRule(null, 2L, null);
    assertEquals(List.of("20260304_1"), leaving(SessionType.USER, two));
    assertEquals(List.of(), leaving(SessionType.USER, new RetentionRule(null, 3L, null)));
  }

  @Test
  void theNewestThatFitStayAndNoOlderOneAfterTheFirstThatDoesNot() {
    used(1, SessionType.USER, Duration.ofHours(5), 1);
    used(2, SessionType.USER, Duration.ofHours(4), 60);
    used(3, SessionType.USER, Duration.ofHours(3), 40);
    used(4, SessionType.USER, Duration.ofHours(2), 10);

    assertEquals(
        List.of("20260304_1"), leaving(SessionType.USER, new RetentionRule(null, null, 110L)));
    assertEquals(
        List.of("20260304_1", "20260304_2"),
        leaving(SessionType.USER, new RetentionRule(null, null, 109L)));
  }

  @Test
  void whatWasUsedWithinTheHourStaysAndCountsForNothing() {
    used(1, SessionType.USER, Duration.ofMinutes(59), 100);
    used(2, SessionType.USER, Duration.ofMinutes(60), 100);
    used(3, SessionType.USER, Duration.ofMinutes(61), 100);

    assertEquals(
        List.of("20260304_3"), leaving(SessionType.USER, new RetentionRule(null, null, 99L)));
    assertEquals(List.of(), leaving(SessionType.USER, new RetentionRule(null, 1L, null)));
  }

  @Test
  void aClockThatIsAheadOfTheSessionsDeletesNoneOfTheFuture() {
    used(1, SessionType.USER, Duration.ofDays(-400), 100);

    assertEquals(List.of(), leaving(SessionType.USER, new RetentionRule(Duration.ZERO, 0L, 0L)));
  }

  @Test
  void theReasonNamesTheRule() {
    used(1, SessionType.USER, Duration.ofDays(50), 7);

    Leaving leaving =
        new Retention(Map.of(SessionType.USER, days(30)), sizes, NOW).leaving(sessions).getFirst();

    assertTrue(leaving.reason().contains("30 days"), leaving.reason());
    assertEquals(7, leaving.bytes());
    assertEquals(NOW.minus(Duration.ofDays(50)), leaving.lastActive());
  }
}
