package dev.gander.application.api.operating;

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
  void eachRequestIsTheLatest() throws InterruptedException {
    Eventually.holds(() -> requests.sinceLatest().compareTo(WHILE) > 0);
    long before = System.nanoTime();

    requests.begin("POST", "reply");

    assertTrue(requests.sinceLatest().toNanos() <= System.nanoTime() - before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "health_live", "health_ready", "read_metrics"})
  void aProbeIsNone(String probe) throws InterruptedException {
    Eventually.holds(() -> requests.sinceLatest().compareTo(WHILE) > 0);

    requests.begin("GET", probe);

    assertTrue(requests.sinceLatest().compareTo(WHILE) > 0);
  }
}
