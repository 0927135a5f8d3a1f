package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.turn.Subscription;
import dev.gander.application.inprocess.InProcessEventLog;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.SessionEvent.TooFarBehind;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.turn.InMemoryEventJournal;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Clients of a server that was killed and has a journal.
class RestartTest {
  private final World world = new World();
  private final InMemoryEventJournal.Disk disk = new InMemoryEventJournal.Disk();
  private final SessionId id = world.session(GooseMode.AUTO);

  /// A server on what earlier ones have stored. Killing one means to forget it.
  private Bus started() {
    return started(log());
  }

  private Bus started(SessionEventLog log) {
    return world.bus(world.replies, work -> Thread.ofVirtual().start(work), log);
  }

  private SessionEventLog log() {
    world.clock.advance(Duration.ofSeconds(1));
    return new InProcessEventLog(new InMemoryEventJournal(disk), world.clock);
  }

  private static List<Published> all(Subscription reader) throws InterruptedException {
    List<Published> events = new ArrayList<>();
    Optional<Published> next = published(reader);
    while (next.isPresent()) {
      events.add(next.get());
      next = published(reader);
    }
    return events;
  }

  private static Optional<Published> published(Subscription reader) throws InterruptedException {
    return reader.next(Duration.ZERO).map(Published.class::cast);
  }

  private static List<String> outline(List<Published> events) {
    return World.outline(events.stream().map(Published::event).toList());
  }

  private static void awaitEnd(Subscription reader) throws InterruptedException {
    Eventually.holds(reader::isQuiet);
  }

  /// Leaves a turn that hangs in the middle of its answer.
  private Bus killedInTheMiddle() throws Exception {
    Bus bus = started();
    CountDownLatch hangs = new CountDownLatch(1);
    world.model.answer(start("a").text("One").hang(hangs));
    bus.start("r", World.user(id, "Hi"));
    hangs.await();
    return bus;
  }

  @Test
  void aTurnThatWasCutOffEndsWithItsReasonForAllWhoComeBack() throws Exception {
    Bus killed = killedInTheMiddle();
    world.leases.seize(id).close();
    Bus bus = started();

    List<Published> rest = all(bus.subscribe(id, 1));

    assertEquals(
        List.of("replaced", "error:The server ended suddenly in the middle of this turn", "finish"),
        outline(rest));
    assertTrue(rest.stream().allMatch(event -> event.requestId().equals("r")));
    assertEquals(
        world.stored(id),
        assertInstanceOf(TurnEvent.ConversationReplaced.class, rest.getFirst().event())
            .conversation());
    // Again, from anywhere: the same events, once.
    for (int received = 0; received < rest.size(); received++) {
      assertEquals(
          rest.subList(received + 1, rest.size()),
          all(bus.subscribe(id, rest.get(received).sequence())));
    }
    assertEquals(rest, all(bus.subscribe(id, 1)));
    assertEquals(rest, all(started().subscribe(id, 1)));
    killed.cancel(id, "r");
  }

  @Test
  void aServerThatLosesTheSessionWhileItEndsATurnTellsNoSecondEnd() throws Exception {
    Bus killed = killedInTheMiddle();
    world.leases.seize(id).close();
    List<Published> told = new ArrayList<>();
    Bus slow = losingTheSession(() -> told.addAll(all(started().subscribe(id, 1))));

    slow.subscribe(id, 1).close();

    assertEquals(3, told.size());
    assertEquals(told, all(started().subscribe(id, 1)));
    killed.cancel(id, "r");
  }

  private void makeLong() {
    world.conversations.append(
        id,
        IntStream.range(0, 1001)
            .mapToObj(number -> Message.user("m" + number, World.NOW, new Content.Text("more")))
            .toList(),
        Fence.NONE);
  }

  @Test
  void aLongConversationThatWasCutOffIsLoadedAndTheReasonIsTold() throws Exception {
    Bus killed = killedInTheMiddle();
    world.leases.seize(id).close();
    makeLong();
    Bus bus = started();

    try (Subscription reader = bus.subscribe(id, 1)) {
      assertInstanceOf(TooFarBehind.class, reader.next(Duration.ZERO).orElseThrow());
      assertTrue(reader.hasEnded());
    }
    List<Published> rest = all(bus.subscribe(id, 0));
    assertEquals(
        List.of("error:The server ended suddenly in the middle of this turn", "finish"),
        outline(rest));
    assertEquals(rest.subList(1, 2), all(started().subscribe(id, rest.getFirst().sequence())));
    killed.cancel(id, "r");
  }

  /// Of a long conversation the events go, and clients load it.
  @Test
  void aServerThatLosesTheSessionWhileItEndsATurnDropsNothingOfTheNext() throws Exception {
    Bus killed = killedInTheMiddle();
    world.leases.seize(id).close();
    makeLong();
    world.model.answer(start("b").text("Two"));
    List<Published> told = new ArrayList<>();
    Bus slow =
        losingTheSession(
            () -> {
              Bus next = started();
              next.start("s", World.user(id, "Again"));
              try (Subscription reader = next.subscribe(id, 0)) {
                awaitEnd(reader);
              }
              return told.addAll(all(next.subscribe(id, 0)));
            });

    slow.subscribe(id, 1).close();

    assertInstanceOf(TurnEvent.Finished.class, told.getLast().event());
    assertEquals(
        told.subList(1, told.size()), all(started().subscribe(id, told.getFirst().sequence())));
    killed.cancel(id, "r");
  }

  /// A server that is cut off while it ends a turn.
  private Bus losingTheSession(Callable<?> meanwhile) {
    return started(
        afterCutOff(
            log(),
            2, // Before it has the lease, and then with it.
            () -> {
              world.leases.seize(id).close();
              return meanwhile.call();
            }));
  }

  /// A log that lets something happen after it has been asked a number of times which turns were
  /// cut off.
  private static SessionEventLog afterCutOff(
      SessionEventLog log, int times, Callable<?> meanwhile) {
    AtomicInteger left = new AtomicInteger(times);
    InvocationHandler late =
        (_, method, arguments) -> {
          Object result = method.invoke(log, arguments);
          if (method.getName().equals("cutOff") && left.decrementAndGet() == 0) {
            meanwhile.call();
          }
          return result;
        };
    return (SessionEventLog)
        Proxy.newProxyInstance(
            SessionEventLog.class.getClassLoader(), new Class<?>[] {SessionEventLog.class}, late);
  }

  @Test
  void aTurnThatEndedIsNotSaidToBeCutOff() throws Exception {
    Bus killed = started();
    try (Subscription reader = killed.subscribe(id, 0)) {
      killed.start("r", World.user(id, "Hi"));
      awaitEnd(reader);
    }
    List<Published> told = all(killed.subscribe(id, 0));
    Bus bus = started();

    for (int received = 0; received < told.size(); received++) {
      assertEquals(
          told.subList(received + 1, told.size()),
          all(bus.subscribe(id, told.get(received).sequence())));
    }
  }

  @Test
  void theNextTurnBeginsAfterTheEndOfTheOneThatWasCutOff() throws Exception {
    Bus killed = killedInTheMiddle();
    world.leases.seize(id).close();
    Bus bus = started();
    world.model.answer(start("b").text("Two"));

    bus.start("s", World.user(id, "Again"));
    try (Subscription reader = bus.subscribe(id, 0)) {
      awaitEnd(reader);
    }

    List<Published> rest = all(bus.subscribe(id, 1));
    assertEquals(
        List.of("r", "r", "r", "s", "s"), rest.stream().map(Published::requestId).toList());
    assertInstanceOf(TurnEvent.Finished.class, rest.getLast().event());
    killed.cancel(id, "r");
  }
}
