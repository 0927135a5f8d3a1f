package dev.gander.testkit.observe;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Gauge;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.observe.Occurrence;
import dev.gander.domain.observe.ServerExchange;
import dev.gander.domain.observe.TraceContext;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.session.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// The contract of every [Observer].
public interface ObserverContract {
  Activity.Turn TURN = new Activity.Turn(new SessionId("20261128_1"), "turn-1");
  Activity CALL = new Activity.ModelCall("scripted", "scripted-1", "20261128_1");
  Activity TOOL = new Activity.ToolCall("developer__shell", "call-1");

  Activity REQUEST = new Activity.Request("POST", "reply");

  Observer observer();

  /// What is told twice, late, or in an order that makes no sense must not harm the program.
  @Test
  default void nothingThatItIsToldThrows() {
    for (Activity activity : List.of(TURN, CALL, TOOL, REQUEST)) {
      Observed observed = observer().begin(activity);
      assertDoesNotThrow(
          () -> {
            for (int time = 0; time < 2; time++) {
              observed.answers();
              observed.retried();
              observed.asked(
                  new ServerExchange(
                      "", "", -1, "", Optional.empty(), Duration.ofNanos(-1), Optional.of("")));
              observed.used("", TokenUsage.UNKNOWN, OptionalDouble.empty());
              observed.used("m", TokenUsage.of(-1L, Long.MAX_VALUE, null), OptionalDouble.of(-2));
              observed.content(Observer.Saying.TOOL_RESULT, "\u0000");
              observed.end("failed", Optional.of("server_error"));
              observed.end();
            }
          });
    }
    observer().note(new Occurrence.Served("GET", "-", 0, Duration.ofNanos(-1)));
    observer().note(new Occurrence.Stored("", "", true, true, Duration.ZERO));
    observer().watch(Gauge.TURNS_OPEN, () -> 1);
    observer().watch(Gauge.TURNS_OPEN, () -> 2);
    observer().measures("");
    observer().measures("nonsense/;q=,");
  }

  @Test
  default void whatBeginsInsideIsInTheSameTrace() {
    Observed turn = observer().begin(TURN);
    Observed call = Trail.current().in(TURN, turn).call(() -> observer().begin(CALL));

    assertEquals(turn.trace().map(TraceContext::trace), call.trace().map(TraceContext::trace));
    if (turn.trace().isPresent()) {
      assertNotEquals(turn.trace().map(TraceContext::span), call.trace().map(TraceContext::span));
    }
    call.end();
    turn.end();
  }

  @Test
  default void anotherProgramsTraceGoesOn() {
    TraceContext origin =
        new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");

    Observed turn = Trail.ofRequest("r", Optional.of(origin)).call(() -> observer().begin(TURN));

    assertEquals(turn.trace().map(_ -> origin.trace()), turn.trace().map(TraceContext::trace));
    turn.end();
  }
}
