package dev.gander.testkit.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.budget.Measure;
import dev.gander.domain.budget.SessionLimits;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.session.SessionId;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The contract of every [SessionLimits]. There are none yet.
public interface SessionLimitsContract {
  SessionId ID = new SessionId("20260304_1");
  SessionId ODD = new SessionId("'; DROP TABLE sessions; -- ä\n");
  SpendingLimits CALLS = new SpendingLimits(Map.of(Measure.MODEL_CALLS, 3L));

  SessionLimits limits();

  /// The same limits, after a restart of the server.
  SessionLimits afterARestart();

  @Test
  default void sessionHasNoLimitsBeforeItIsGivenSome() {
    assertEquals(SpendingLimits.NONE, limits().find(ID));
  }

  @Test
  default void eachMeasureIsKept() {
    Map<Measure, Long> most = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      most.put(
          measure, measure == Measure.COST ? Long.MAX_VALUE : (long) measure.wireName().length());
    }
    limits().put(ID, new SpendingLimits(most));

    assertEquals(new SpendingLimits(most), limits().find(ID));
    assertEquals(new SpendingLimits(most), afterARestart().find(ID));
  }

  @Test
  default void laterLimitsReplaceAllEarlierOnes() {
    limits().put(ID, new SpendingLimits(Map.of(Measure.TOKENS, 1L, Measure.TIME, 2L)));
    limits().put(ID, CALLS);

    assertEquals(CALLS, limits().find(ID));
    assertEquals(CALLS, afterARestart().find(ID));
  }

  @Test
  default void limitsAreRemovedByNone() {
    limits().put(ID, CALLS);
    limits().put(ID, SpendingLimits.NONE);
    limits().put(ODD, SpendingLimits.NONE);

    assertEquals(SpendingLimits.NONE, limits().find(ID));
    assertEquals(SpendingLimits.NONE, afterARestart().find(ID));
  }

  @Test
  default void sessionsAreIndependent() {
    limits().put(ODD, CALLS);

    assertEquals(SpendingLimits.NONE, limits().find(ID));
    assertEquals(CALLS, afterARestart().find(ODD));
  }
}
