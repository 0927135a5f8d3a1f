package dev.gander.application.engine.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformNoticeTest {
  private static final JsonObject PARAMS = JsonObject.of("app", Json.of("clock"));

  @Test
  void theClientIsToldWhatAResultCarriesForIt() {
    JsonObject notice =
        JsonObject.builder().put("method", "app/created").put("params", PARAMS).build();

    assertEquals(Optional.of(new TurnEvent.Notification("c1", "app/created", PARAMS)), in(notice));
  }

  @Test
  void paramsMayBeLeftOut() {
    assertEquals(
        Optional.of(new TurnEvent.Notification("c1", "app/created", JsonObject.EMPTY)),
        in(JsonObject.of("method", Json.of("app/created"))));
  }

  @Test
  void whatIsNoNoticeIsNotTold() {
    assertEquals(Optional.empty(), in(JsonObject.of("params", PARAMS)));
    assertEquals(Optional.empty(), in(JsonObject.of("method", Json.of(1))));
    assertEquals(Optional.empty(), PlatformNotice.in("c1", Outcome.failure("-32603: broken")));
    assertEquals(
        Optional.empty(), PlatformNotice.in("c1", Outcome.success(ToolResult.text("plain"))));
  }

  private static Optional<TurnEvent> in(JsonObject notice) {
    JsonObject other = JsonObject.of("_meta", JsonObject.of("platform_notification", notice));
    return PlatformNotice.in("c1", Outcome.success(new ToolResult(List.of(), null, false, other)));
  }
}
