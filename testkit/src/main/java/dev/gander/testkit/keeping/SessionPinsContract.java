package dev.gander.testkit.keeping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.keeping.SessionPins;
import dev.gander.domain.session.SessionId;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of every [SessionPins]. Nothing is pinned yet.
public interface SessionPinsContract {
  SessionPins pins();

  @Test
  default void pinsStayUntilTheyAreRemoved() {
    SessionId first = new SessionId("20260304_1");
    SessionId second = new SessionId("20260304_2");
    assertEquals(Set.of(), pins().all());

    pins().unpin(first);
    pins().pin(first);
    pins().pin(first);
    pins().pin(second);
    assertEquals(Set.of(first, second), pins().all());

    pins().unpin(first);
    assertEquals(Set.of(second), pins().all());
  }
}
