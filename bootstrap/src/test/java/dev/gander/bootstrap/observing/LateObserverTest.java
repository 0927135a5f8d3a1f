package dev.gander.bootstrap.observing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.observe.Gauge;
import dev.gander.domain.observe.Observer;
import dev.gander.testkit.observe.ObserverContract;
import dev.gander.testkit.observe.RecordingObserver;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LateObserverTest implements ObserverContract {
  private final LateObserver late = new LateObserver();
  private final RecordingObserver first = new RecordingObserver();
  private final RecordingObserver second = new RecordingObserver();

  @Override
  public Observer observer() {
    late.comes(new TwoObservers(first, second));
    return late;
  }

  @Test
  void whatHappensBeforeItComesIsLostButNotTheGauges() {
    late.begin(TURN).end();
    late.watch(Gauge.TURNS_OPEN, () -> 7);
    assertEquals(Optional.empty(), late.measures(""));

    late.comes(new TwoObservers(first, second));
    late.begin(CALL).end();

    for (RecordingObserver told : new RecordingObserver[] {first, second}) {
      assertEquals(7, told.gauge(Gauge.TURNS_OPEN));
      assertEquals(1, told.activities().size());
      assertEquals("done", told.activities().getFirst().outcome());
    }
    assertTrue(late.measures("").isPresent());
  }
}
