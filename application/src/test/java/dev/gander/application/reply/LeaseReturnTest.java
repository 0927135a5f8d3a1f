package dev.gander.application.reply;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.turn.Turns;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnLeases.Lease;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The rule: whoever ran in a session, or could not, gives its lease back. Asking for it without
/// patience shows this at once.
class LeaseReturnTest {
  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);
  private final Turns turns = world.bus.turns();

  @Test
  void aSessionThatWasTakenFromASlowTurnIsGivenBack() throws Exception {
    AtomicBoolean ran = new AtomicBoolean();
    Lease slow = world.leases.acquire(id);

    turns.whileNoneRuns(id, Duration.ofMillis(1), () -> ran.set(true));

    assertTrue(ran.get());
    assertFree("the slow turn has lost the session, and nobody else has it");
    slow.close();
    assertFree("the slow turn has nothing to give back any more");
  }

  @Test
  void aSessionIsGivenBackWhenWhatWasToBeDoneFails() {
    IllegalStateException mistake = new IllegalStateException("a mistake of ours");

    for (Duration patience : List.of(Duration.ZERO, Duration.ofMillis(1))) {
      assertThrows(
          IllegalStateException.class,
          () ->
              turns.whileNoneRuns(
                  id,
                  patience,
                  () -> {
                    throw mistake;
                  }));
      assertFree("a failure keeps no lease");
    }
  }

  @Test
  void theSessionOfAFenceThatIsRefusedIsGivenBack() {
    SessionId unknown = new SessionId("20200101_1");

    assertThrows(
        SessionNotFound.class, () -> turns.whileNoneRuns(unknown, Duration.ZERO, () -> {}));

    assertFree(unknown, "an unknown session is not kept");
  }

  @Test
  void aTurnWhoseAgentCannotBeMadeKeepsNoLease() {
    world.agents.close();

    List<TurnEvent> events = world.say(id, "Hi");

    assertInstanceOf(TurnEvent.Failed.class, events.getLast());
    assertFree("a turn that could not begin keeps no lease");
  }

  @Test
  void aTurnThatIsInterruptedBeforeItsAgentIsThereKeepsNoLease() {
    Thread.currentThread().interrupt();

    world.replyHere(World.user(id, "Hi"), new Cancellation(), _ -> {});

    assertTrue(Thread.interrupted());
    assertFree("a turn that was interrupted keeps no lease");
  }

  private void assertFree(String why) {
    assertFree(id, why);
  }

  private void assertFree(SessionId session, String why) {
    try {
      var free = world.leases.acquire(session, Duration.ZERO);
      assertTrue(free.isPresent(), why);
      free.get().close();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
