package dev.gander.application.subagent;

import static dev.gander.application.subagent.House.delegates;
import static dev.gander.application.subagent.House.works;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Gauge;
import dev.gander.domain.observe.TraceContext;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.observe.RecordingObserver.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What those who measure and trace are told of a turn.
class ObservedTurnsTest {
  private static final TraceContext ORIGIN =
      new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");
  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private SessionId session() {
    return house.session(House.details(GooseMode.AUTO));
  }

  /// Each activity of the turn with what it is a part of; names of sessions are left out.
  private List<String> tree() {
    List<Seen> all = house.observer.activities();
    List<String> lines = new ArrayList<>();
    for (Seen seen : all) {
      String parent =
          seen.parent()
              .flatMap(place -> all.stream().filter(it -> isAt(it, place)).findFirst())
              .map(it -> name(it.activity()))
              .orElse("-");
      lines.add(name(seen.activity()) + " < " + parent + ": " + seen.outcome());
    }
    return lines;
  }

  private static boolean isAt(Seen seen, TraceContext place) {
    return seen.trace().equals(Optional.of(place));
  }

  private static String name(Activity activity) {
    return switch (activity) {
      case Activity.Turn _ -> "turn";
      case Activity.ModelCall(var provider, var model, _) -> provider + " " + model;
      case Activity.ToolCall(var tool, var id) -> tool + " " + id;
      case Activity.Request(var method, var route) -> method + " " + route;
    };
  }

  private boolean areAllOver() {
    return house.observer.activities().stream().allMatch(seen -> seen.outcome() != null);
  }

  @Test
  void aTurnContainsItsCallsOfModelsAndTools() throws InterruptedException {
    List<Trail> trails = new CopyOnWriteArrayList<>();
    house.works(
        (invocation, progress) -> {
          trails.add(Trail.current());
          return ToolResult.text("done");
        });
    house.script("begin", works("c1"), says("Fine"));
    SessionId id = session();

    Trail.ofRequest("r7", Optional.of(ORIGIN)).call(() -> house.say(id, "begin"));

    Eventually.holds(this::areAllOver);
    List<String> tree = tree();
    assertEquals("turn < -: done", tree.getFirst());
    assertTrue(tree.stream().anyMatch(line -> line.endsWith("c1 < turn: done")), tree::toString);
    assertTrue(
        tree.stream().filter(line -> line.contains(" < turn: done")).count() >= 3, tree::toString);
    assertTrue(
        house.observer.activities().stream()
            .allMatch(seen -> seen.trace().orElseThrow().trace().equals(ORIGIN.trace())));
    Trail trail = trails.getFirst();
    assertEquals("r7", trail.request());
    assertEquals(id.value(), trail.session());
    assertEquals(ORIGIN.trace(), trail.trace().orElseThrow().trace());
    assertEquals(0, house.observer.gauge(Gauge.TURNS_OPEN));
  }

  @Test
  void aSubAgentIsAPartOfItsCall() throws InterruptedException {
    house.script("dig", says("It is deep"));
    house.script("begin", delegates("c1", "dig a hole"), says("All done"));

    house.say(session(), "begin");

    Eventually.holds(this::areAllOver);
    List<String> tree = tree();
    assertEquals(
        1,
        tree.stream().filter(line -> line.equals("turn < delegate c1: done")).count(),
        tree::toString);
  }

  @Test
  void aToolThatFailsSaysSo() throws InterruptedException {
    house.works((invocation, progress) -> ToolResult.error("no such file"));
    house.script("begin", works("c1"), says("Pity"));

    house.say(session(), "begin");

    Seen tool =
        house.observer.activities().stream()
            .filter(seen -> seen.activity() instanceof Activity.ToolCall)
            .findFirst()
            .orElseThrow();
    assertEquals("failed", tool.outcome());
    assertEquals(Optional.of("tool_error"), tool.error());
  }
}
