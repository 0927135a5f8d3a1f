package dev.gander.application.api.operating;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.observe.Unobserved;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteRequestTest {
  private static final Duration WHILE = Duration.ofMillis(5);

  private final NoteRequest requests = new NoteRequest(Unobserved.INSTANCE);

  @Test
  void itIsNotIdleFromTheBeginningOfARequest() throws InterruptedException {
    awaitIdle();
    long before = System.nanoTime();

    requests.begin("POST", "reply");

    assertTrue(requests.idle().toNanos() <= System.nanoTime() - before);
  }

  @Test
  void norWhileAnAnswerIsWorkedOn() throws InterruptedException {
    awaitIdle();

    assertEquals(Duration.ZERO, requests.working(requests::idle));
    assertTrue(requests.idle().compareTo(WHILE) > 0);
  }

  @Test
  void workThatFailsIsOver() throws InterruptedException {
    awaitIdle();
    assertThrows(
        IllegalStateException.class,
        () ->
            requests.working(
                () -> {
                  throw new IllegalStateException();
                }));

    assertTrue(requests.idle().compareTo(WHILE) > 0);
  }

  @Test
  void norRightAfterItsEnd() throws InterruptedException {
    awaitIdle();
    long before = System.nanoTime();

    requests.note("POST", "reply", 200, Duration.ofSeconds(3));

    assertTrue(requests.idle().toNanos() <= System.nanoTime() - before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "health_live", "health_ready", "read_metrics"})
  void probesDoNotCount(String probe) throws InterruptedException {
    awaitIdle();

    requests.begin("GET", probe);
    requests.note("GET", probe, 200, Duration.ZERO);

    assertTrue(requests.idle().compareTo(WHILE) > 0);
  }

  private void awaitIdle() throws InterruptedException {
    Eventually.holds(() -> requests.idle().compareTo(WHILE) > 0);
  }
}
