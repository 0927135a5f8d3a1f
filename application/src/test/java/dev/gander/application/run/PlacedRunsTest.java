package dev.gander.application.run;

import static dev.gander.application.run.RunServer.ALICE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunState;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs that have to be worked on by a particular one of several servers.
@Timeout(60)
class PlacedRunsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final RunServer.Shared shared = new RunServer.Shared();
  private final HeldRuns here = new HeldRuns();
  private final HeldRuns there = new HeldRuns();
  private final RunServer first = new RunServer(shared, here).withPlaces(1);
  private final RunServer second = new RunServer(shared, there);

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  private RunId submitted() throws InterruptedException {
    here.homes.put("a", second.store.server());
    RunId id = first.submit("a");
    Eventually.holds(() -> first.runs.underWay() == 0 && !first.store.isOwn(id));
    return id;
  }

  @Test
  void aRunIsHandedOverToTheServerThatCanDoIt() throws Exception {
    RunId id = submitted();
    first.runs.lookAround();
    assertEquals(RunState.QUEUED, first.state(id));

    second.runs.lookAround();
    Eventually.holds(() -> there.begun.contains("a"));
    first.runs.lookAround();
    there.release("a");

    assertEquals(RunState.SUCCEEDED, first.runs.await(id, LONG).state());
    assertEquals(1, first.runs.get(id).attempts());
    assertEquals(List.of(), here.begun);
    here.release("b");
    assertEquals(RunState.SUCCEEDED, first.runs.await(first.submit("b"), LONG).state());
  }

  @Test
  void whereThatServerDiesBeforeAnotherOneDoesIt() throws Exception {
    RunId id = submitted();
    second.die();
    here.homes.clear();

    first.runs.lookAround();
    here.release("a");

    assertEquals(RunState.SUCCEEDED, first.runs.await(id, LONG).state());
    assertEquals(List.of("a"), here.begun);
    assertEquals(List.of(), here.cutOff);
  }

  @Test
  void aRunThatWasHandedOverCanBeCancelled() throws Exception {
    RunId id = submitted();

    assertEquals(RunState.CANCELLED, first.runs.cancel(id).state());
    second.runs.lookAround();

    assertEquals(RunState.CANCELLED, second.state(id));
    assertEquals(0, second.runs.underWay());
  }

  @Test
  void aRunGoesOnWhereItCan() throws Exception {
    RunId id = second.runs.submit(ALICE, RunServer.goingOn("a"), null).id();
    Eventually.holds(() -> there.begun.contains("a"));
    HeldRuns fit = new HeldRuns();
    try (RunServer third = new RunServer(shared, fit)) {
      here.homes.put("a", third.store.server());
      second.die();

      first.runs.lookAround();
      Eventually.holds(() -> first.runs.underWay() == 0 && !first.store.isOwn(id));
      third.runs.lookAround();
      Eventually.holds(() -> fit.begun.contains("a"));
      fit.release("a");

      assertEquals(RunState.SUCCEEDED, third.runs.await(id, LONG).state());
      assertEquals(2, third.runs.get(id).attempts());
      assertEquals(List.of("session of a of " + second.store.server()), here.cutOff);
      assertEquals(List.of(), fit.cutOff);
    }
  }

  @Test
  void aRunThatWaitsForAPersonWaitsWhereItCanGoOn() throws Exception {
    RunId id = second.submit("a");
    Eventually.holds(() -> there.begun.contains("a"));
    there.progress("a").stands(RunState.WAITING);
    HeldRuns fit = new HeldRuns();
    fit.asking.add("a");
    here.asking.add("a");
    try (RunServer third = new RunServer(shared, fit)) {
      here.homes.put("a", third.store.server());
      second.die();

      first.runs.lookAround();
      assertEquals(RunState.WAITING, first.state(id));
      assertEquals(0, first.runs.underWay());
      third.runs.lookAround();
      Eventually.holds(() -> fit.begun.contains("a"));
      fit.release("a");

      assertEquals(RunState.SUCCEEDED, third.runs.await(id, LONG).state());
      assertEquals(List.of(), here.begun);
    }
  }
}
