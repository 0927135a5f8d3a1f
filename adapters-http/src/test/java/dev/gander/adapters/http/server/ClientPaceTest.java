package dev.gander.adapters.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientPaceTest {
  private long seconds;
  private final ClientPace pace =
      new ClientPace(
          Duration.ofSeconds(30),
          Duration.ofSeconds(300),
          () -> Duration.ofSeconds(seconds).toNanos());

  private void assertOverdueAfter(long limit) {
    long begin = seconds;
    seconds = begin + limit;
    assertFalse(pace.isOverdue(), "at second " + seconds);
    seconds++;
    assertTrue(pace.isOverdue(), "at second " + seconds);
    seconds = begin;
  }

  private void request() {
    pace.requestBegins();
    pace.headEnds();
    pace.requestEnds();
  }

  @Test
  void aNewClientHasToAsk() {
    assertOverdueAfter(30);
  }

  @Test
  void whatANewClientSendsGivesItNoMoreTime() {
    seconds = 20;
    pace.headBegins();
    assertOverdueAfter(10);
    pace.headEnds();
    assertOverdueAfter(10);
  }

  /// Whoever looks at many clients in turn compares what does not depend on when it looks.
  @Test
  void aClientWaitsSinceTheSameMomentWheneverSomebodyLooks() {
    seconds = 20;
    request();
    long since = pace.waitingSince();
    seconds = 50;
    assertEquals(since, pace.waitingSince());

    pace.requestBegins();
    assertEquals(Duration.ofSeconds(50).toNanos(), pace.waitingSince());
  }

  @Test
  void aRequestMayTakeAsLongAsItLikes() {
    pace.requestBegins();
    seconds = 1_000_000;
    assertFalse(pace.isOverdue());
  }

  @Test
  void betweenRequestsAClientMayBeIdle() {
    request();
    assertOverdueAfter(300);
  }

  @Test
  void theLastOfSeveralRequestsCounts() {
    pace.requestBegins();
    pace.requestBegins();
    pace.requestEnds();
    seconds = 1_000;
    assertFalse(pace.isOverdue());
    pace.requestEnds();
    assertOverdueAfter(300);
  }

  @Test
  void aFurtherHeadHasToEndSoon() {
    request();
    seconds = 290;
    pace.headBegins();
    seconds = 300;
    pace.headBegins();
    assertOverdueAfter(20);
    pace.headEnds();
    assertOverdueAfter(0);
  }

  /// With HTTP/2.
  @Test
  void aHeadBesideARequestHasToEndSoonToo() {
    pace.requestBegins();
    pace.headBegins();
    assertOverdueAfter(30);
  }
}
