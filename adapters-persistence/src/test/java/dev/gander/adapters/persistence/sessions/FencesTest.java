package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.StaleFence;
import org.junit.jupiter.api.Test;

class FencesTest {
  private static final SessionId A = new SessionId("a");
  private static final SessionId B = new SessionId("b");
  private static final SessionId C = new SessionId("c");
  private static final Fence FIRST = new Fence(1);
  private static final Fence SECOND = new Fence(2);

  private final Fences fences = new Fences(2);

  @Test
  void numbersOfTheSessionsUsedLastAreKept() {
    fences.admit(A, SECOND);
    fences.admit(B, SECOND);
    assertThrows(StaleFence.class, () -> fences.admit(A, FIRST));
    fences.admit(C, SECOND);

    assertThrows(StaleFence.class, () -> fences.admit(A, FIRST));
    fences.admit(B, FIRST);
  }

  @Test
  void writersWithoutARightTakeNoPlace() {
    fences.admit(A, SECOND);
    fences.admit(B, Fence.NONE);
    fences.admit(C, Fence.NONE);

    assertThrows(StaleFence.class, () -> fences.admit(A, FIRST));
  }

  @Test
  void numberOfADeletedSessionIsForgotten() {
    fences.admit(A, SECOND);
    fences.forget(A);

    fences.admit(A, FIRST);
  }
}
