package dev.gander.domain.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate DAY = LocalDate.parse("2026-03-28");
  private static final Account TURN = new Account(BudgetScope.TURN, "s", null);

  private static Spending of(Measure measure, long amount) {
    return switch (measure) {
      case TOKENS -> new Spending(amount, 0, 0, 0, 0);
      case COST -> new Spending(0, amount, 0, 0, 0);
      case MODEL_CALLS -> new Spending(0, 0, amount, 0, 0);
      case TOOL_CALLS -> new Spending(0, 0, 0, amount, 0);
      case TIME -> new Spending(0, 0, 0, 0, amount);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, false",
    "0, 0, 1, false",
    "10, 0, 0, true",
    "10, 0, 10, true",
    "10, 0, 11, false",
    "10, 9, 1, true",
    "10, 9, 2, false",
    "10, 10, 0, false",
    "10, 9223372036854775807, 9223372036854775807, false",
    "9223372036854775807, 1, 9223372036854775807, false"
  })
  void requestHasToFit(long most, long used, long more, boolean isAllowed) {
    for (Measure measure : Measure.values()) {
      if (measure != Measure.TOOL_CALLS) {
        assertEquals(
            isAllowed,
            new Budget(TURN, measure, most).allows(of(measure, used), of(measure, more)),
            measure.wireName());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0, true", "0, 1, false", "3, 3, true", "3, 4, false"})
  void modelMayAnswerUntilItHasAskedForTooManyTools(long most, long used, boolean isAllowed) {
    Budget budget = new Budget(TURN, Measure.TOOL_CALLS, most);

    assertEquals(isAllowed, budget.allows(of(Measure.TOOL_CALLS, used), Spending.OF_A_MODEL_CALL));
  }

  @ParameterizedTest
  @CsvSource({"10, 7, false", "10, 8, true", "10, 30, true", "0, 0, false", "1, 0, false"})
  void newsBeginsAtFourFifths(long most, long used, boolean isNear) {
    assertEquals(
        isNear, new Budget(TURN, Measure.TOKENS, most).isNearlySpent(of(Measure.TOKENS, used)));
  }

  @Test
  void daysEndWhereTheServerIsAlsoWhenClocksChange() {
    Budget budget = new Budget(new Account(BudgetScope.DAY, "", DAY), Measure.TOKENS, 1);

    assertEquals(Optional.of(Instant.parse("2026-03-28T23:00:00Z")), budget.freeAgain(BERLIN));
    assertEquals(
        Optional.of(Instant.parse("2026-03-29T22:00:00Z")),
        new Budget(new Account(BudgetScope.KEY, "k", DAY.plusDays(1)), Measure.TOKENS, 1)
            .freeAgain(BERLIN));
    assertEquals(Optional.empty(), new Budget(TURN, Measure.TOKENS, 1).freeAgain(BERLIN));
  }

  @ParameterizedTest
  @EnumSource
  void accountHasADayIfItsBudgetBeginsAnew(BudgetScope scope) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Account(scope, "x", scope.isDaily() ? null : DAY));
  }

  @Test
  void sumsDoNotStartOver() {
    Spending most = of(Measure.TOKENS, Long.MAX_VALUE);

    assertEquals(Long.MAX_VALUE, most.plus(most).tokens());
    assertEquals(Long.MAX_VALUE, Spending.nanoDollars(1e300));
    assertEquals(0, Spending.nanoDollars(Double.NaN));
    assertEquals(0, Spending.nanoDollars(-1));
    assertEquals(50, Spending.nanoDollars(0.00000005));
  }

  @Test
  void textsTellWhichWhatAndWhen() {
    BudgetTexts texts = new BudgetTexts(BERLIN);
    Budget day = new Budget(new Account(BudgetScope.DAY, "", DAY), Measure.COST, 1_000_000_000);
    Budget key = new Budget(new Account(BudgetScope.KEY, "bot", DAY), Measure.TOKENS, 12_345);
    Budget session = new Budget(new Account(BudgetScope.SESSION, "s", null), Measure.TIME, 90_000);

    assertEquals(
        "this server has used 1.0234 of 1.00 USD today. It is free again at 2026-03-29 00:00"
            + " +01:00.",
        texts.spent(day, of(Measure.COST, 1_023_400_000), of(Measure.COST, 5)));
    assertEquals(
        "the key \"bot\" has used 12,000 of 12,345 tokens today, and the next request needs about"
            + " 700 tokens. It is free again at 2026-03-29 00:00 +01:00.",
        texts.spent(key, of(Measure.TOKENS, 12_000), of(Measure.TOKENS, 700)));
    assertEquals(
        "this session has used 95 of 90 seconds. It is free again once someone raises its limit.",
        texts.spent(session, of(Measure.TIME, 95_500), Spending.NONE));
    assertEquals(
        "Budget nearly spent: this session has used 80 of 90 seconds.",
        texts.nearlySpent(session, of(Measure.TIME, 80_000)));
  }

  @Test
  void nothingIsLeftOfAnOverdrawnBudget() {
    Budget budget = new Budget(TURN, Measure.TOKENS, 5);

    assertEquals(0, budget.left(of(Measure.TOKENS, 9)));
    assertEquals(2, budget.left(of(Measure.TOKENS, 3)));
    assertTrue(budget.isNearlySpent(of(Measure.TOKENS, 4)));
    assertFalse(budget.isNearlySpent(Spending.NONE));
  }
}
