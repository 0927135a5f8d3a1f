package dev.gander.domain.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.TokenUsage;
import org.junit.jupiter.api.Test;

class DelegatedUsageTest {
  private static final JsonObject OTHERS = JsonObject.of("todo.v0", JsonObject.EMPTY);

  @Test
  void theSumSurvivesTheWayThroughTheDataBesideAllElse() {
    TokenUsage large = TokenUsage.of(3_000_000_000L, 5L, null).withCache(1L, null);
    TokenState child = new TokenState(TokenUsage.UNKNOWN, large, 0.25);

    JsonObject once = DelegatedUsage.in(OTHERS).plus(child).writtenTo(OTHERS);
    JsonObject twice = DelegatedUsage.in(once).plus(child).writtenTo(once);

    assertEquals(new DelegatedUsage(2, large.plus(large), 0.5), DelegatedUsage.in(twice));
    assertEquals(JsonObject.EMPTY, twice.get("todo.v0"));
  }

  @Test
  void whatHasAnotherShapeCountsAsNothing() {
    JsonObject strange =
        JsonObject.of(DelegatedUsage.MEMBER, JsonObject.of("tasks", Json.of("many")));

    assertEquals(DelegatedUsage.in(JsonObject.EMPTY), DelegatedUsage.in(strange));
  }

  @Test
  void anUnknownCostChangesNoSum() {
    DelegatedUsage free = DelegatedUsage.in(JsonObject.EMPTY).plus(TokenState.UNKNOWN);

    assertEquals(0.5, free.costWith(0.5));
    assertNull(free.costWith(null));
  }
}
