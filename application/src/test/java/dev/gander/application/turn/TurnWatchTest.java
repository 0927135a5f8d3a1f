package dev.gander.application.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.inprocess.InProcessEventLog;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.TurnRequest;
import dev.gander.domain.turn.TurnStage;
import dev.gander.domain.turn.TurnStanding;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.InMemorySessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TurnWatchTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final Session session =
      new InMemorySessionStore(clock).create(SessionDetails.of("Chat", "/work", GooseMode.AUTO));
  private final InProcessEventLog log = new InProcessEventLog(clock);
  private final List<Runnable> threads = new ArrayList<>();
  private final TurnWatch watch = new TurnWatch(() -> PATIENCE, threads::add, this::log);
  private final Set<Turn.Stay> told = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<String> logged = new CopyOnWriteArrayList<>();

  @Test
  void aStageThatLastsTooLongIsLoggedOnce() {
    Turn turn = turn("r1");
    watch.begin(turn);
    turn.at(TurnStage.RUNNING_TOOLS, "shell, fetch");

    look(PATIENCE.minusSeconds(10));
    assertEquals(List.of(), logged);
    look(PATIENCE.plusSeconds(10));
    look(PATIENCE.plusSeconds(20));
    assertEquals(
        List.of("session " + session.id() + ", turn r1: running tools (shell, fetch) for 310 s"),
        logged);

    turn.at(TurnStage.AWAITING_HEAD, "");
    look(PATIENCE.plusSeconds(10));
    assertEquals(2, logged.size(), logged::toString);
    assertTrue(logged.getLast().endsWith("waiting for the model's response head for 310 s"));
  }

  @Test
  void whoWaitsForTheUserOrAnotherTurnIsNotStuck() {
    Turn turn = turn("r1");
    watch.begin(turn);
    look(PATIENCE.multipliedBy(100));
    turn.at(TurnStage.AWAITING_USER, "shell");
    look(PATIENCE.multipliedBy(100));

    assertEquals(List.of(), logged);
    assertFalse(watch.of(session.id()).getFirst().isStuck());
  }

  @Test
  void aTurnThatHasEndedIsForgotten() {
    Turn turn = turn("r1");
    Turn other = turn("r2");
    watch.begin(turn);
    watch.begin(other);
    turn.at(TurnStage.COMPACTING, "");
    other.at(TurnStage.HEARING, "");
    assertEquals(
        List.of(TurnStage.COMPACTING, TurnStage.HEARING),
        watch.of(session.id()).stream().map(TurnStanding::stage).toList());

    watch.end(turn);
    watch.end(other);

    look(PATIENCE.multipliedBy(2));
    assertEquals(List.of(), logged);
    assertEquals(List.of(), watch.of(session.id()));
  }

  @Test
  void whoIsStuckIsCountedOverAllSessions() {
    TurnWatch hasty = new TurnWatch(() -> Duration.ofNanos(-1), threads::add, this::log);
    Turn working = turn("r1");
    Turn asking = turn("r2");
    hasty.begin(working);
    hasty.begin(asking);
    watch.begin(working);
    working.at(TurnStage.RUNNING_TOOLS, "shell");
    asking.at(TurnStage.AWAITING_USER, "shell");

    assertEquals(1, hasty.stuck());
    assertEquals(0, watch.stuck());
    assertEquals(2, hasty.of(session.id()).size());
    assertEquals(List.of(), hasty.of(new SessionId(session.id().value() + "0")));
  }

  @Test
  void aTurnRunsWhenItHasTheRightTo() {
    assertFalse(turn("r1").isRunning());
  }

  @Test
  void itWatchesOnlyWhileThereAreTurns() throws Exception {
    TurnWatch quick = new TurnWatch(() -> Duration.ofMillis(20), threads::add, this::log);
    Turn turn = turn("r1");
    quick.begin(turn);
    turn.at(TurnStage.PREPARING, "");
    Thread watching = Thread.ofVirtual().start(threads.getFirst());
    Eventually.holds(() -> !logged.isEmpty());

    quick.end(turn);
    watching.join();
    quick.begin(turn("r2"));

    assertEquals(2, threads.size(), "a new turn is watched again");
  }

  private void log(TurnStanding standing) {
    logged.add(standing.words());
  }

  private void look(Duration later) {
    watch.look(told, System.nanoTime() + later.toNanos());
  }

  private Turn turn(String requestId) {
    Message message = Message.user(null, 0, new Content.Text("Go"));
    return new Turn(
        requestId,
        new TurnRequest(session.id(), message, null),
        session.tokens(),
        log.write(session, requestId),
        null,
        _ -> {});
  }
}
