package dev.gander.domain.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpendingLimitsTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-04");

  private static SpendingLimits read(String measure, String amount) {
    return SpendingLimits.read(JsonObject.of(measure, new JsonNumber(new BigDecimal(amount))));
  }

  @ParameterizedTest
  @CsvSource({
    "tokens, 0, 0",
    "tokens, 1e3, 1000",
    "tokens, 5.00, 5",
    "tokens, 1000000000000000, 1000000000000000",
    "cost, 1, 1000000000",
    "cost, 0.1, 100000000",
    "cost, 0.0000000019, 1",
    "cost, 1e-999999999, 0",
    "cost, 1000000000, 1000000000000000000",
    "time, 1.5, 1500",
    "time, 0.0004, 0",
    "model_calls, 7, 7",
    "tool_calls, 7, 7"
  })
  void amountsAreRead(String measure, String amount, long units) {
    assertEquals(Map.of(Measure.of(measure).orElseThrow(), units), read(measure, amount).most());
  }

  @ParameterizedTest
  @CsvSource({
    "tokens, -1",
    "tokens, 0.5",
    "tokens, 1.5",
    "tokens, 1e-999999999",
    "tokens, 1e999999999",
    "tokens, 1000000000000001",
    "cost, -0.000000000001",
    "cost, 1e10",
    "time, 1e10",
    "model_calls, 2.5",
    "calls, 1"
  })
  void whatCannotBeMeantIsRefused(String measure, String amount) {
    assertThrows(InvalidShape.class, () -> read(measure, amount));
  }

  @Test
  void onlyNumbersAreAmounts() {
    for (Json other : List.of(Json.of("1"), Json.of(true), JsonObject.EMPTY, JsonArray.of())) {
      assertThrows(InvalidShape.class, () -> SpendingLimits.read(JsonObject.of("tokens", other)));
    }
    assertEquals(SpendingLimits.NONE, SpendingLimits.read(JsonObject.of("tokens", JsonNull.NULL)));
    assertThrows(InvalidShape.class, () -> SpendingLimits.read(Json.of(5)));
  }

  @Test
  void writtenLimitsAreReadAgain() {
    JsonObject json =
        JsonObject.builder()
            .put("tokens", 1_000_000L)
            .put("cost", new JsonNumber(new BigDecimal("0.25")))
            .put("time", new JsonNumber(new BigDecimal("90")))
            .build();

    assertEquals(json, SpendingLimits.read(json).toJson());
  }

  @Test
  void ofTwoLimitsTheSmallerHolds() {
    SpendingLimits some = new SpendingLimits(Map.of(Measure.TOKENS, 5L, Measure.COST, 1L));
    SpendingLimits others = new SpendingLimits(Map.of(Measure.TOKENS, 3L, Measure.TIME, 2L));

    SpendingLimits both =
        new SpendingLimits(Map.of(Measure.TOKENS, 3L, Measure.COST, 1L, Measure.TIME, 2L));
    assertEquals(both, some.and(others));
    assertEquals(both, others.and(some));
    assertEquals(some, some.and(SpendingLimits.NONE));
    assertEquals(some, SpendingLimits.NONE.and(some));
  }

  private static JsonObject tokens(long most) {
    return JsonObject.of("tokens", Json.of(most));
  }

  @Test
  void namedLimitsReplaceThoseOfTheirKind() {
    List<String> problems = new ArrayList<>();
    BudgetPlan plan =
        BudgetPlan.read(
            JsonObject.builder()
                .put("key", tokens(5))
                .put(
                    "keys",
                    JsonObject.builder()
                        .put("bot", tokens(50))
                        .put("free", JsonObject.EMPTY)
                        .build())
                .build(),
            problems);

    assertEquals(List.of(), problems);
    assertEquals(5, most(plan, "other"));
    assertEquals(50, most(plan, "bot"));
    assertTrue(plan.of(new Account(BudgetScope.KEY, "free", DAY)).isUnlimited());
    assertTrue(plan.of(new Account(BudgetScope.DAY, "", DAY)).isUnlimited());
  }

  private static long most(BudgetPlan plan, String key) {
    return plan.of(new Account(BudgetScope.KEY, key, DAY)).most().get(Measure.TOKENS);
  }

  @Test
  void everyMistakeOfAPlanIsToldWithItsPlace() {
    List<String> problems = new ArrayList<>();
    BudgetPlan plan =
        BudgetPlan.read(
            JsonObject.builder()
                .put("turn", tokens(-1))
                .put("hour", tokens(1))
                .put("day", "5 USD")
                .put("keys", JsonArray.of())
                .put("recipes", JsonObject.of("Daily", Json.of(3)))
                .put("session", tokens(7))
                .build(),
            problems);

    assertEquals(5, problems.size(), problems::toString);
    assertEquals("turn: tokens must not be negative", problems.get(0));
    assertEquals("hour: there is no such budget", problems.get(1));
    assertTrue(problems.get(4).startsWith("recipes.Daily: "), problems::toString);
    assertEquals(
        7, plan.of(new Account(BudgetScope.SESSION, "s", null)).most().get(Measure.TOKENS));

    BudgetPlan.read(JsonArray.of(), problems);
    assertEquals(6, problems.size());
  }
}
