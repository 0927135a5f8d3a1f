package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.turn.Subscription;
import dev.gander.application.inprocess.InProcessEventLog;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.NoTurns;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.SessionEvent.TooFarBehind;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that come back: to another process, or after a long time.
class ReconnectTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration IDLE = InProcessEventLog.KEPT_IDLE.plusSeconds(1);

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  /// The events of a process that is started on what earlier ones have stored.
  private Bus restarted() {
    return world.bus(world.replies, work -> Thread.ofVirtual().start(work));
  }

  private List<Published> turn(Bus bus, Subscription reader) throws InterruptedException {
    bus.start("r", World.user(id, "Hi"));
    List<Published> events = untilFinish(reader);
    // The end is told before the turn's thread is done.
    Eventually.holds(reader::isQuiet);
    return events;
  }

  @Test
  void aClientOfAnEarlierProcessIsToldToReload() throws Exception {
    long last = turn(world.bus, world.bus.subscribe(id, 0)).getLast().sequence();
    world.clock.advance(Duration.ofSeconds(1));
    Bus second = restarted();

    assertTooFarBehind(second.subscribe(id, last));
    long next = turn(second, second.subscribe(id, 0)).getLast().sequence();
    assertTooFarBehind(second.subscribe(id, last));

    world.clock.advance(Duration.ofSeconds(1));
    Bus third = restarted();
    assertTooFarBehind(third.subscribe(id, last));
    assertTooFarBehind(third.subscribe(id, next));
  }

  @Test
  void numbersOfTwoProcessesNeverMeetAndFitIntoFloatingPoint() throws Exception {
    long before = turn(world.bus, world.bus.subscribe(id, 0)).getLast().sequence();
    Bus second = restarted();
    List<Published> events = turn(second, second.subscribe(id, 0));

    assertTrue(events.getFirst().sequence() > before);
    assertEquals(events.getFirst().sequence() + 1, events.getLast().sequence());
    assertTrue(events.getLast().sequence() < 1L << 53);
  }

  @Test
  void aClientIsRecognisedAlsoWhenTheClockWasSetBack() throws Exception {
    turn(world.bus, world.bus.subscribe(id, 0));
    Bus second = restarted();
    long last = turn(second, second.subscribe(id, 0)).getLast().sequence();
    world.clock.advance(Duration.ofHours(-1));

    assertTooFarBehind(restarted().subscribe(id, last));
  }

  @Test
  void aNewClientOfAnEarlierSessionIsNotTroubled() throws Exception {
    turn(world.bus, world.bus.subscribe(id, 0));
    Bus second = restarted();
    Subscription reader = second.subscribe(id, 0);

    assertEquals(Optional.empty(), reader.next(Duration.ZERO));
    assertFalse(reader.hasEnded());
    assertEquals(2, turn(second, reader).size());
  }

  /// Upstream's answer to whatever a client makes up; none of these can have been given by us.
  @ParameterizedTest
  @ValueSource(longs = {3, 999_999, 999_999_999_999_999L, 1L << 53, Long.MAX_VALUE, -1})
  void aNumberThatNobodyGaveLetsLiveEventsCome(long made) throws Exception {
    turn(world.bus, world.bus.subscribe(id, 0));
    Subscription reader = world.bus.subscribe(id, made);

    assertEquals(Optional.empty(), reader.next(Duration.ZERO));
    assertEquals(3, turn(world.bus, reader).getFirst().sequence());
  }

  @Test
  void whoIsTooFarBehindHearsNothingElseAlsoWhileATurnRuns() throws Exception {
    turn(world.bus, world.bus.subscribe(id, 0));
    Bus second = restarted();
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").hang(hangs));
    second.start("r2", World.user(id, "Hi"));
    hangs.await();

    assertTooFarBehind(second.subscribe(id, 2));
    second.cancel(id, "r2");
  }

  @Test
  void nothingIsLeftOfASessionThatNobodyCaresForAndNumbersGoOn() throws Exception {
    SessionId other = world.session(GooseMode.AUTO);
    try (Subscription reader = world.bus.subscribe(id, 0)) {
      turn(world.bus, reader);
    }
    world.clock.advance(IDLE);
    world.bus.subscribe(other, 0);

    assertThrows(NoTurns.class, () -> world.bus.cancel(id, "r"));
    assertTooFarBehind(world.bus.subscribe(id, 1));
    Subscription fresh = world.bus.subscribe(id, 0);
    assertEquals(Optional.empty(), fresh.next(Duration.ZERO));
    assertTrue(turn(world.bus, fresh).getFirst().sequence() > 2);
  }

  @Test
  void eventsAreKeptWhileSomeoneFollowsOrATurnRuns() throws Exception {
    SessionId other = world.session(GooseMode.AUTO);
    Subscription reader = world.bus.subscribe(id, 0);
    turn(world.bus, reader);
    world.clock.advance(IDLE);
    world.bus.subscribe(other, 0);
    assertEquals(2, untilFinish(world.bus.subscribe(id, 0)).size());
    reader.close();

    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").text("One").hang(hangs));
    world.bus.start("r2", World.user(id, "Hi"));
    hangs.await();
    world.clock.advance(IDLE);
    world.bus.subscribe(other, 0);
    world.bus.cancel(id, "r2");
    assertEquals(4, untilEnd(world.bus.subscribe(id, 0), "r2").size());
  }

  private static void assertTooFarBehind(Subscription reader) throws InterruptedException {
    assertEquals(Optional.of(new TooFarBehind()), reader.next(LONG));
    assertTrue(reader.hasEnded());
    assertEquals(Optional.empty(), reader.next(LONG));
  }

  private static List<Published> untilFinish(Subscription reader) throws InterruptedException {
    return untilEnd(reader, "r");
  }

  private static List<Published> untilEnd(Subscription reader, String requestId)
      throws InterruptedException {
    List<Published> events = new ArrayList<>();
    while (true) {
      if (reader.next(LONG).orElseThrow() instanceof Published published) {
        events.add(published);
        if (published.event() instanceof TurnEvent.Finished
            && published.requestId().equals(requestId)) {
          return events;
        }
      }
    }
  }

  /// What a fork or an import has stored counts like what a turn has.
  @Test
  void aSessionThatBeganWithMessagesIsNumberedByTime() throws Exception {
    world.conversations.append(id, List.of(Message.user(null, World.NOW, new Content.Text("old"))));
    long first = turn(world.bus, world.bus.subscribe(id, 0)).getFirst().sequence();

    assertEquals(world.clock.instant().getEpochSecond() * 1_000_000 + 1, first);
  }
}
