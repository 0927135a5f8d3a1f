package dev.gander.bootstrap.cluster;

import static dev.gander.testkit.store.SessionRowsContract.ID;
import static dev.gander.testkit.store.SessionRowsContract.message;
import static dev.gander.testkit.store.SessionRowsContract.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.cluster.StoredSession;
import dev.gander.domain.json.Json;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.store.InMemorySessionRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionMoveTest {
  private static final SessionId OTHER = new SessionId("20200101_8");
  private static final StoredSession EARLY = session("2020-01-01 10:00:00", message("m1", 1));
  private static final StoredSession LATE =
      session("2020-01-01 11:00:00", message("m1", 1), message("m2", 2));

  private final InMemorySessionRows from = new InMemorySessionRows();
  private final InMemorySessionRows to = new InMemorySessionRows();

  @Test
  void everythingIsThereAfterwardsAndStillHere() throws InterruptedException {
    from.put(LATE);
    from.put(new StoredSession(OTHER, EARLY.columns(), EARLY.messages()));
    from.retire(Map.of("20200101", 9L));
    List<Integer> steps = new ArrayList<>();

    SessionMove.Outcome outcome = new SessionMove(from, to).run(from.ids(), steps::add);

    assertTrue(outcome.isComplete());
    assertEquals(2, outcome.copied());
    assertEquals(3, outcome.messages());
    assertEquals(from.find(ID), to.find(ID));
    assertEquals(from.find(OTHER), to.find(OTHER));
    assertEquals(2, from.ids().size());
    assertEquals(Map.of("20200101", 9L), to.numbers());
    assertEquals(List.of(1, 2, 3, 4), steps);
  }

  @Test
  void theSecondTimeGoesOnWhereTheFirstWasCutOff() throws InterruptedException {
    from.put(LATE);
    from.put(new StoredSession(OTHER, EARLY.columns(), EARLY.messages()));
    assertThrows(
        InterruptedException.class,
        () -> new SessionMove(from, to).run(from.ids(), _ -> Thread.currentThread().interrupt()));
    assertEquals(1, to.ids().size());

    SessionMove.Outcome outcome = run();

    assertTrue(outcome.isComplete());
    assertEquals(1, outcome.copied());
    assertEquals(1, outcome.present());
  }

  @Test
  void aLaterStateReplacesAnEarlierOneAndNotTheOtherWayRound() throws InterruptedException {
    from.put(LATE);
    to.put(EARLY);
    assertTrue(run().isComplete());
    assertEquals(LATE, to.find(ID).orElseThrow());

    from.put(EARLY);
    SessionMove.Outcome outcome = run();
    assertFalse(outcome.isComplete());
    assertEquals(List.of(ID), outcome.kept());
    assertEquals(LATE, to.find(ID).orElseThrow());
  }

  @Test
  void anotherSessionWithTheSameIdStays() throws InterruptedException {
    StoredSession another =
        new StoredSession(
            ID,
            EARLY.columns().with("created_at", Json.of("2020-01-01 09:00:00")),
            EARLY.messages());
    from.put(LATE);
    to.put(another);

    assertEquals(List.of(ID), run().kept());
    assertEquals(another, to.find(ID).orElseThrow());
  }

  private SessionMove.Outcome run() throws InterruptedException {
    return new SessionMove(from, to).run(from.ids(), _ -> {});
  }
}
