package dev.gander.application.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnNews;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class TurnInboxTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final TurnEvent EVENT = TurnEvent.Finished.stop(TokenState.UNKNOWN);

  private final TurnInbox inbox = new TurnInbox();

  @Test
  void theBeginningIsNewsOnce() throws Exception {
    assertFalse(inbox.isAlive());
    inbox.begun();
    inbox.begun();

    assertTrue(inbox.isAlive());
    assertInstanceOf(TurnNews.Begun.class, inbox.next(Duration.ZERO));
    inbox.begun();
    assertInstanceOf(TurnNews.Silence.class, inbox.next(Duration.ZERO));
  }

  /// Its client has seen the end; a sign of life after that would contradict it.
  @Test
  void aTurnWhoseLastEventWasTakenIsNotAlive() throws Exception {
    for (TurnEvent last : List.of(EVENT, TurnEvent.Failed.because("x"))) {
      TurnInbox inbox = new TurnInbox();
      inbox.begun();
      inbox.tell(new TurnEvent.ModelChanged("m", "lead"));
      inbox.tell(last);
      for (int i = 0; i < 2; i++) {
        assertTrue(inbox.isAlive());
        inbox.next(LONG);
      }
      assertInstanceOf(TurnNews.Told.class, inbox.next(LONG));

      assertFalse(inbox.isAlive());
    }
  }

  @Test
  void eventsComeInOrderAndThenTheEnd() throws Exception {
    TurnEvent failed = TurnEvent.Failed.because("x");
    inbox.tell(failed);
    inbox.tell(EVENT);
    inbox.end();

    assertEquals(new TurnNews.Told(failed), inbox.next(LONG));
    assertEquals(new TurnNews.Told(EVENT), inbox.next(LONG));
    assertInstanceOf(TurnNews.Over.class, inbox.next(LONG));
    assertInstanceOf(TurnNews.Over.class, inbox.next(LONG));
  }

  @Test
  void whoWaitsHearsOfTheBeginningAnEventAndTheEnd() throws Exception {
    assertHears(inbox::begun, TurnNews.Begun.class);
    assertHears(() -> inbox.tell(EVENT), TurnNews.Told.class);
    assertHears(inbox::end, TurnNews.Over.class);
  }

  @Test
  void anOwnerThatLeavesHearsNothingMore() throws Exception {
    inbox.tell(EVENT);
    inbox.leave();
    inbox.tell(EVENT);

    assertInstanceOf(TurnNews.Over.class, inbox.next(LONG));
  }

  /// The rule: events that come at once wake their owner once, and none is forgotten.
  @Test
  void eventsThatAreGatheredWakeTheirOwnerWhenNoMoreCome() throws Exception {
    for (Runnable end : List.<Runnable>of(inbox::flush, () -> inbox.gather(false))) {
      Other<TurnNews> owner = new Other<>(() -> inbox.next(LONG));
      Eventually.holds(owner::isWaiting);
      inbox.gather(true);
      inbox.tell(EVENT);
      inbox.tell(EVENT);
      assertTrue(owner.isWaiting(), "not woken yet");

      end.run();

      assertInstanceOf(TurnNews.Told.class, owner.get());
      assertInstanceOf(TurnNews.Told.class, inbox.next(Duration.ZERO));
      assertInstanceOf(TurnNews.Silence.class, inbox.next(Duration.ZERO));
    }
  }

  @Test
  void anOwnerThatAsksGetsWhatIsGathered() throws Exception {
    inbox.gather(true);
    inbox.tell(EVENT);

    assertInstanceOf(TurnNews.Told.class, inbox.next(LONG));
  }

  @Test
  void aTurnThatGathersTooManyWaitsForItsOwner() throws Exception {
    Other<TurnNews> owner = new Other<>(() -> inbox.next(LONG));
    Eventually.holds(owner::isWaiting);
    inbox.gather(true);

    assertTrue(tellAll(257).get());
    assertInstanceOf(TurnNews.Told.class, owner.get());
  }

  @Test
  void aTurnWaitsWhenItIs256EventsAhead() throws Exception {
    Other<Boolean> turn = tellAll(257);
    Eventually.holds(turn::isWaiting);

    inbox.next(LONG);

    assertTrue(turn.get());
    assertInstanceOf(TurnNews.Told.class, inbox.next(Duration.ZERO));
  }

  @Test
  void aTurnThatIsNoFurtherAheadDoesNotWait() throws Exception {
    Other<Boolean> turn = tellAll(256);
    Eventually.holds(() -> turn.isDone() || turn.isWaiting());

    assertTrue(turn.isDone(), "there is room for 256");
  }

  @Test
  void aTurnThatWaitsForRoomGoesOnWhenItsOwnerLeaves() throws Exception {
    Other<Boolean> turn = tellAll(300);
    Eventually.holds(turn::isWaiting);

    inbox.leave();

    assertTrue(turn.get());
  }

  /// The rule: whoever looks into the inbox gives its lock back. Only another thread notices if it
  /// does not.
  @Test
  void theLockIsGivenBack() throws Exception {
    inbox.begun();
    inbox.tell(EVENT);
    inbox.next(LONG);
    inbox.next(LONG);
    inbox.next(Duration.ZERO);
    inbox.isAlive();

    Other<Boolean> other = tellAll(1);
    Eventually.holds(() -> other.isDone() || other.isWaiting());

    assertTrue(other.isDone(), "somebody keeps the lock of the inbox");
  }

  private Other<Boolean> tellAll(int count) {
    return new Other<>(
        () -> {
          for (int i = 0; i < count; i++) {
            inbox.tell(EVENT);
          }
          return true;
        });
  }

  private void assertHears(Runnable told, Class<? extends TurnNews> expected) throws Exception {
    Other<TurnNews> owner = new Other<>(() -> inbox.next(LONG));
    Eventually.holds(owner::isWaiting);
    told.run();
    assertInstanceOf(expected, owner.get());
  }

  /// What another thread does, which can be looked at.
  private static final class Other<T> extends FutureTask<T> {
    private final Thread thread;

    Other(Callable<T> task) {
      super(task);
      thread = Thread.ofPlatform().daemon().start(this);
    }

    boolean isWaiting() {
      Thread.State state = thread.getState();
      return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }
  }
}
