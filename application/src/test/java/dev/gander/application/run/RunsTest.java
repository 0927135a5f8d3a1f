package dev.gander.application.run;

import static dev.gander.application.run.RunServer.ALICE;
import static dev.gander.application.run.RunServer.BOB;
import static dev.gander.application.run.RunServer.DONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.error.ServerDraining;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunKeyReused;
import dev.gander.domain.run.RunLimits;
import dev.gander.domain.run.RunNotFound;
import dev.gander.domain.run.RunReport;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunSurroundings;
import dev.gander.domain.run.RunTask;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final HeldRuns held = new HeldRuns();

  @Test
  void aRunIsQueuedAndRunsAndEnds() throws InterruptedException {
    try (RunServer server = new RunServer(held)) {
      RunId id = server.submit("a");
      Eventually.holds(() -> held.begun.contains("a"));
      assertEquals(RunState.RUNNING, server.state(id));
      assertEquals("session of a", server.runs.get(id).session().value());

      held.release("a");

      Run last = server.runs.await(id, LONG);
      assertEquals(RunState.SUCCEEDED, last.state());
      assertEquals(server.shared.clock.instant(), last.times().ended());
      Eventually.holds(() -> server.ended.equals(List.of(last)));
    }
  }

  @Test
  void noMoreRunsAtOnceThanThereArePlaces() throws InterruptedException {
    try (RunServer server = new RunServer(held).withPlaces(2)) {
      server.submit("a");
      RunId b = server.submit("b");
      RunId c = server.submit("c");
      Eventually.holds(() -> held.begun.size() == 2);
      assertEquals(RunState.QUEUED, server.state(c));

      held.release("b");
      server.runs.await(b, LONG);

      server.awaitState(c, RunState.RUNNING);
      Eventually.holds(() -> held.begun.contains("c"));
    }
  }

  @Test
  void aSettingThatMakesNoSenseLeavesFourPlaces() throws InterruptedException {
    try (RunServer server = new RunServer(held).withPlaces(0)) {
      for (String prompt : List.of("a", "b", "c", "d", "e")) {
        server.submit(prompt);
      }
      Eventually.holds(() -> held.begun.size() == 4);
      server.shared.settings.put("GANDER_PARALLEL_RUNS", Json.of(5));
      server.runs.lookAround();
      Eventually.holds(() -> held.begun.size() == 5);
    }
  }

  /// Somebody with hundreds of runs does not keep others waiting.
  @Test
  void keysTakeTurns() throws InterruptedException {
    try (RunServer server = new RunServer(held).withPlaces(1)) {
      server.submit("first");
      Eventually.holds(() -> held.begun.size() == 1);
      server.submit("a1");
      server.submit("a2");
      server.submit("a3");
      server.runs.submit(BOB, RunServer.asking("b1"), null);

      List.of("first", "a1", "b1", "a2", "a3").forEach(held::release);

      Eventually.holds(() -> server.ended.size() == 5);
      assertEquals(List.of("first", "a1", "b1", "a2", "a3"), held.begun);
    }
  }

  @Test
  void tenThousandRunsOfTwentyKeysAreFair() throws InterruptedException {
    List<KeyId> begun = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    RunExecution quick =
        (run, _, _) -> {
          gate.await();
          begun.add(run.owner());
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          now.decrementAndGet();
          return DONE;
        };
    try (RunServer server = new RunServer(quick).withPlaces(8)) {
      for (int key = 0; key < 20; key++) {
        for (int i = 0; i < 500; i++) {
          server.runs.submit(new KeyId("key_" + key), RunServer.asking("x"), null);
        }
      }
      gate.countDown();
      Eventually.holds(() -> server.ended.size() == 10_000);
    }

    assertTrue(most.get() <= 8, () -> most + " at once");
    Map<KeyId, Integer> half = new HashMap<>();
    begun.subList(0, 5_000).forEach(key -> half.merge(key, 1, Integer::sum));
    assertEquals(20, half.size());
    assertTrue(
        half.values().stream().allMatch(count -> count >= 225 && count <= 275), half::toString);
  }

  @Test
  void aRunThatWaitsForAPersonLeavesItsPlace() throws InterruptedException {
    try (RunServer server = new RunServer(held).withPlaces(1)) {
      RunId a = server.submit("a");
      RunId b = server.submit("b");
      Eventually.holds(() -> held.begun.size() == 1);

      held.progress("a").stands(RunState.WAITING);

      assertEquals(RunState.WAITING, server.state(a));
      server.awaitState(b, RunState.RUNNING);
      RunId c = server.submit("c");
      held.progress("a").stands(RunState.RUNNING);
      assertEquals(RunState.RUNNING, server.state(a));
      held.release("b");
      server.runs.await(b, LONG);
      assertEquals(RunState.QUEUED, server.state(c));
      held.release("a");
      server.awaitState(c, RunState.RUNNING);
    }
  }

  @Test
  void aQueuedRunThatIsCancelledNeverBegins() throws InterruptedException {
    try (RunServer server = new RunServer(held).withPlaces(1)) {
      RunId a = server.submit("a");
      Eventually.holds(() -> held.begun.size() == 1);
      RunId b = server.submit("b");

      assertEquals(RunState.CANCELLED, server.runs.cancel(b).state());

      held.release("a");
      server.runs.await(a, LONG);
      assertEquals(List.of("a"), held.begun);
      assertEquals(RunState.CANCELLED, server.state(b));
    }
  }

  @Test
  void aRunThatIsCancelledEndsAtOnceAndStaysSo() throws InterruptedException {
    try (RunServer server = new RunServer(held).withPlaces(1)) {
      RunId a = server.submit("a");
      Eventually.holds(() -> held.begun.size() == 1);

      Run cancelled = server.runs.cancel(a);

      assertEquals(RunState.CANCELLED, cancelled.state());
      RunId b = server.submit("b");
      server.awaitState(b, RunState.RUNNING);
      assertEquals(cancelled, server.runs.get(a));
      assertEquals(cancelled, server.runs.cancel(a));
      assertEquals(List.of(cancelled), server.ended);
    }
  }

  @Test
  void whatCameOfACancelledRunIsAddedToIt() throws InterruptedException {
    RunReport report = new RunReport("so far", null, RunReport.NOTHING.usage(), 0.5, List.of());
    RunExecution stubborn =
        (run, work, progress) -> {
          try {
            return held.run(run, work, progress);
          } catch (InterruptedException _) {
            return new RunEnding(RunState.FAILED, "cut off", report);
          }
        };
    try (RunServer server = new RunServer(stubborn)) {
      RunId id = server.submit("a");
      Eventually.holds(() -> held.begun.size() == 1);
      server.runs.cancel(id);

      Eventually.holds(() -> server.runs.get(id).report().equals(report));
      assertEquals(RunState.CANCELLED, server.state(id));
      assertEquals(1, server.ended.size());
    }
  }

  @Test
  void whatGoesWrongIsTheReason() throws InterruptedException {
    RunExecution broken =
        (run, _, _) -> {
          if ("bug".equals(run.request().task().prompt())) {
            throw new IllegalStateException("a secret");
          }
          if ("depth".equals(run.request().task().prompt())) {
            throw new StackOverflowError();
          }
          throw new RunFailed("no model");
        };
    try (RunServer server = new RunServer(broken)) {
      Run failed = server.runs.await(server.submit("x"), LONG);
      Run buggy = server.runs.await(server.submit("bug"), LONG);
      assertEquals(RunState.FAILED, server.runs.await(server.submit("depth"), LONG).state());

      assertEquals(List.of(RunState.FAILED, "no model"), List.of(failed.state(), failed.reason()));
      assertEquals(
          List.of(RunState.FAILED, "Internal error"), List.of(buggy.state(), buggy.reason()));
    }
  }

  @Test
  void aRunThatTakesTooLongReachesItsLimit() throws InterruptedException {
    RunRequest request =
        new RunRequest(
            new RunTask("a", null, Map.of()),
            RunSurroundings.USUAL,
            new RunLimits(null, Duration.ofMillis(30), SpendingLimits.NONE),
            null,
            false,
            null);
    try (RunServer server = new RunServer(held)) {
      Run run = server.runs.await(server.runs.submit(ALICE, request, null).id(), LONG);

      assertEquals(RunState.LIMIT, run.state());
      Eventually.holds(() -> server.ended.size() == 1);
    }
  }

  @Test
  void aRequestCanBeRepeated() throws InterruptedException {
    try (RunServer server = new RunServer(held)) {
      Run first = server.runs.submit(ALICE, RunServer.asking("a"), "key");
      held.release("a");
      Run last = server.runs.await(first.id(), LONG);

      assertEquals(last, server.runs.submit(ALICE, RunServer.asking("a"), "key"));
      assertThrows(
          RunKeyReused.class, () -> server.runs.submit(ALICE, RunServer.asking("b"), "key"));
      assertNotEquals(first.id(), server.runs.submit(BOB, RunServer.asking("b"), "key").id());
      assertEquals(1, Collections.frequency(held.begun, "a"));
    }
  }

  @Test
  void anUnknownRunIsNotFound() {
    try (RunServer server = new RunServer(held)) {
      RunId unknown = new RunId("run_no");

      assertThrows(RunNotFound.class, () -> server.runs.get(unknown));
      assertThrows(RunNotFound.class, () -> server.runs.cancel(unknown));
      assertThrows(RunNotFound.class, () -> server.runs.await(unknown, LONG));
    }
  }

  @Test
  void whoHasWaitedLongEnoughGetsTheRunAsItIs() throws InterruptedException {
    try (RunServer server = new RunServer(held)) {
      RunId id = server.submit("a");
      Eventually.holds(() -> held.begun.size() == 1);

      assertEquals(RunState.RUNNING, server.runs.await(id, Duration.ofMillis(20)).state());
    }
  }

  @Test
  void aServerThatIsAboutToStopEndsItsRunsAndBeginsNone() throws InterruptedException {
    RunServer.Shared shared = new RunServer.Shared();
    RunServer first = new RunServer(shared, held).withPlaces(1);
    RunId a = first.submit("a");
    Eventually.holds(() -> held.begun.size() == 1);
    RunId b = first.submit("b");

    first.drain.begin();

    assertThrows(ServerDraining.class, () -> first.submit("c"));
    assertEquals(1, first.runs.underWay());
    held.release("a");
    first.awaitState(a, RunState.SUCCEEDED);
    Eventually.holds(() -> first.runs.underWay() == 0);
    first.runs.lookAround();
    assertEquals(RunState.QUEUED, first.state(b));
    first.close();
    first.die();
    held.release("b");
    try (RunServer second = new RunServer(shared, held)) {
      second.runs.lookAround();
      assertEquals(RunState.SUCCEEDED, second.runs.await(b, LONG).state());
    }
  }

  @Test
  void aServerThatStopsInterruptsItsRunsAndLeavesTheQueue() throws InterruptedException {
    RunServer.Shared shared = new RunServer.Shared();
    RunServer first = new RunServer(shared, held).withPlaces(1);
    RunId a = first.submit("a");
    Eventually.holds(() -> held.begun.size() == 1);
    RunId b = first.submit("b");

    first.close();
    first.die();

    assertEquals(RunState.INTERRUPTED, first.state(a));
    assertEquals(RunState.QUEUED, first.state(b));
    assertThrows(Unavailable.class, () -> first.submit("c"));
    held.release("b");
    try (RunServer second = new RunServer(shared, held)) {
      second.runs.lookAround();
      assertEquals(RunState.SUCCEEDED, second.runs.await(b, LONG).state());
      assertEquals(RunState.INTERRUPTED, second.state(a));
    }
  }

  @Test
  void runsOfADeadServerAreInterruptedUnlessTheyWantToGoOn() throws InterruptedException {
    RunServer.Shared shared = new RunServer.Shared();
    RunServer first = new RunServer(shared, held);
    RunId a = first.submit("a");
    RunId b = first.runs.submit(ALICE, RunServer.goingOn("b"), null).id();
    Eventually.holds(() -> held.begun.size() == 2);

    HeldRuns later = new HeldRuns();
    try (RunServer second = new RunServer(shared, later)) {
      second.runs.lookAround();
      assertEquals(RunState.RUNNING, second.state(a), "the first server lives");
      first.die();
      second.runs.lookAround();

      assertEquals(RunState.INTERRUPTED, second.state(a));
      Eventually.holds(() -> later.begun.contains("b"));
      assertEquals(2, second.runs.get(b).attempts());
      later.release("b");
      assertEquals(RunState.SUCCEEDED, second.runs.await(b, LONG).state());
      Eventually.holds(() -> second.ended.stream().map(Run::id).toList().equals(List.of(a, b)));
    } finally {
      first.close();
    }
  }

  /// The first server only stood still.
  @Test
  void aRunThatWasTakenOverEndsOnce() throws InterruptedException {
    RunServer.Shared shared = new RunServer.Shared();
    HeldRuns later = new HeldRuns();
    try (RunServer first = new RunServer(shared, held);
        RunServer second = new RunServer(shared, later)) {
      RunId a = first.submit("a");
      RunId b = first.runs.submit(ALICE, RunServer.goingOn("b"), null).id();
      Eventually.holds(() -> held.begun.size() == 2);
      first.die();
      second.runs.lookAround();
      Eventually.holds(() -> later.begun.contains("b"));
      assertEquals(
          Set.of(
              "session of a of " + first.store.server(), "session of b of " + first.store.server()),
          Set.copyOf(later.cutOff));

      held.progress("b").stands(RunState.WAITING);
      held.release("a");
      held.release("b");
      Eventually.holds(() -> first.runs.underWay() == 0);

      assertEquals(RunState.INTERRUPTED, first.state(a));
      assertEquals(RunState.RUNNING, first.state(b));
      assertEquals(List.of(), first.ended);
      later.release("b");
      assertEquals(RunState.SUCCEEDED, second.runs.await(b, LONG).state());
    }
  }

  @Test
  void aServerThatLostARunEndsItsWork() throws InterruptedException {
    RunServer.Shared shared = new RunServer.Shared();
    HeldRuns later = new HeldRuns();
    try (RunServer first = new RunServer(shared, held);
        RunServer second = new RunServer(shared, later)) {
      RunId id = first.runs.submit(ALICE, RunServer.goingOn("a"), null).id();
      Eventually.holds(() -> held.begun.size() == 1);
      first.die();
      second.runs.lookAround();
      Eventually.holds(() -> later.begun.contains("a"));

      first.runs.lookAround();

      Eventually.holds(() -> first.runs.underWay() == 0);
      assertEquals(RunState.RUNNING, first.state(id));
      later.release("a");
      assertEquals(RunState.SUCCEEDED, second.runs.await(id, LONG).state());
    }
  }

  @Test
  void aServerThatStopsLeavesARunThatWantsToGoOn() throws InterruptedException {
    RunServer.Shared shared = new RunServer.Shared();
    RunServer first = new RunServer(shared, held);
    RunId id = first.runs.submit(ALICE, RunServer.goingOn("a"), null).id();
    Eventually.holds(() -> held.begun.size() == 1);

    first.close();
    first.die();

    assertEquals(RunState.RUNNING, first.state(id));
    held.release("a");
    try (RunServer second = new RunServer(shared, held)) {
      second.runs.lookAround();
      assertEquals(RunState.SUCCEEDED, second.runs.await(id, LONG).state());
    }
  }

  /// Whether its server was killed or stopped, and whether or not it had noted that it waits.
  @Test
  void aRunThatWaitsForAPersonWaitsOnWithoutAPlace() throws InterruptedException {
    for (boolean isKilled : new boolean[] {true, false}) {
      for (boolean isNoted : new boolean[] {true, false}) {
        RunServer.Shared shared = new RunServer.Shared();
        HeldRuns later = new HeldRuns();
        RunId id = leftWaiting(shared, isKilled, isNoted);
        later.asking.add("a");
        try (RunServer second = new RunServer(shared, later).withPlaces(1)) {
          second.submit("other");
          Eventually.holds(() -> later.begun.contains("other"));
          second.runs.lookAround();
          second.runs.lookAround();

          Eventually.holds(() -> later.begun.contains("a"));
          assertEquals(List.of("other", "a"), later.begun);
          assertEquals(RunState.WAITING, second.state(id));
          assertEquals(1, second.runs.get(id).attempts());
          later.release("a");
          assertEquals(RunState.SUCCEEDED, second.runs.await(id, LONG).state());
        }
      }
    }
  }

  private static RunId leftWaiting(RunServer.Shared shared, boolean isKilled, boolean isNoted)
      throws InterruptedException {
    HeldRuns own = new HeldRuns();
    own.asking.add("a");
    RunServer first = new RunServer(shared, own);
    RunId id = first.submit("a");
    Eventually.holds(() -> own.begun.contains("a"));
    if (isNoted) {
      own.progress("a").stands(RunState.WAITING);
    }
    if (!isKilled) {
      first.close();
    }
    first.die();
    return id;
  }

  @Test
  void aRunThatWaitsOnCanBeCancelled() throws InterruptedException {
    RunServer.Shared shared = new RunServer.Shared();
    RunId id = leftWaiting(shared, true, true);
    HeldRuns later = new HeldRuns();
    later.asking.add("a");
    try (RunServer second = new RunServer(shared, later)) {
      second.runs.lookAround();
      Eventually.holds(() -> later.begun.contains("a"));

      assertEquals(RunState.CANCELLED, second.runs.cancel(id).state());

      assertEquals(RunState.CANCELLED, second.runs.await(id, LONG).state());
      Eventually.holds(() -> later.withdrawn.equals(Set.of("a")));
    }
  }

  @Test
  void aRunIsCancelledBeforeTheNextServerHasTakenItUp() throws InterruptedException {
    RunServer.Shared shared = new RunServer.Shared();
    RunId id = leftWaiting(shared, true, true);
    HeldRuns later = new HeldRuns();
    later.asking.add("a");
    try (RunServer second = new RunServer(shared, later)) {
      assertEquals(RunState.CANCELLED, second.runs.cancel(id).state());
      second.runs.lookAround();

      assertEquals(Set.of("a"), later.withdrawn);
      assertEquals(List.of(), later.begun);
    }
  }

  /// One that brings the server down with it must not do so for ever.
  @Test
  void aRunGoesOnFourTimes() throws InterruptedException {
    RunServer.Shared shared = new RunServer.Shared();
    RunId id = null;
    for (int attempt = 1; attempt <= 5; attempt++) {
      HeldRuns own = new HeldRuns();
      RunServer server = new RunServer(shared, own);
      if (id == null) {
        id = server.runs.submit(ALICE, RunServer.goingOn("a"), null).id();
      } else {
        server.runs.lookAround();
      }
      Eventually.holds(() -> own.begun.size() == 1);
      server.die();
    }

    try (RunServer last = new RunServer(shared, held)) {
      last.runs.lookAround();
      assertEquals(RunState.INTERRUPTED, last.state(id));
      assertEquals(5, last.runs.get(id).attempts());
    }
  }

  @Test
  void aCancelReachesTheServerThatRunsIt() throws InterruptedException {
    RunServer.Shared shared = new RunServer.Shared();
    try (RunServer first = new RunServer(shared, held).withPlaces(1);
        RunServer second = new RunServer(shared, held)) {
      RunId a = first.submit("a");
      Eventually.holds(() -> held.begun.size() == 1);
      RunId b = first.submit("b");

      second.runs.cancel(a);
      first.runs.lookAround();

      first.awaitState(b, RunState.RUNNING);
      assertEquals(RunState.CANCELLED, first.state(a));
    }
  }
}
