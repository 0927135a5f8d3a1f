package dev.gander.adapters.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.observe.Observer.Observed;
import dev.gander.domain.observe.TraceContext;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.observe.RecordingObserver;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestMetaTest {
  private static final SessionId SESSION = new SessionId("20261128_1");

  @Test
  void aServerCanGoOnWithOurTrace() {
    Observed tool = new RecordingObserver().begin(new Activity.ToolCall("x", "c1"));

    JsonObject meta = Trail.current().in(tool).call(() -> RequestMeta.of(SESSION, 5));

    assertEquals(tool.trace().map(TraceContext::header), meta.text("traceparent"));
  }

  /// A client's trace is not told to others as long as we record none.
  @Test
  void withoutATraceOfOursThereIsNothingToGoOnWith() {
    TraceContext origin =
        new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");

    JsonObject meta =
        Trail.ofRequest("r", Optional.of(origin)).call(() -> RequestMeta.of(SESSION, 5));

    assertEquals(Optional.empty(), meta.text("traceparent"));
  }
}
