package dev.gander.adapters.http.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PassesTest {
  private long now = Long.MAX_VALUE - 10;
  private final Passes passes = new Passes(Duration.ofSeconds(60), new Random(1), () -> now);

  @Test
  void aPassStandsForItsKeyUntilItsTimeIsOver() {
    String pass = passes.issue("key");

    now += Duration.ofSeconds(60).toNanos() - 1;
    assertEquals(Optional.of("key"), passes.key(pass));
    now++;
    assertEquals(Optional.empty(), passes.key(pass));
  }

  @Test
  void aPassThatIsTakenIsGoodOnce() {
    String pass = passes.issue("key");

    assertEquals(Optional.of("key"), passes.take(pass));
    assertEquals(Optional.empty(), passes.take(pass));
    assertEquals(Optional.empty(), passes.key(pass));
  }

  @Test
  void noTwoPassesAreAlikeAndNoneShowsTheKey() {
    String one = passes.issue("key");
    String other = passes.issue("key");

    assertNotEquals(one, other);
    assertEquals(43, one.length());
    assertFalse((one + other).contains("key"));
  }

  @Test
  void theOldestGoesWhenThereAreTooMany() {
    String first = passes.issue("first");
    String second = passes.issue("second");
    for (int i = 0; i < 999; i++) {
      passes.issue("more");
    }

    assertEquals(Optional.empty(), passes.key(first));
    assertEquals(Optional.of("second"), passes.key(second));
  }
}
