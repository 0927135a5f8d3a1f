package dev.gander.domain.budget;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What people read about a budget.
public record BudgetTexts(ZoneId zone) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);

  /// Which budget is spent, what was used, and when it is free again.
  public String spent(Budget budget, Spending used, Spending more) {
    Measure measure = budget.measure();
    long needed = more.of(measure);
    boolean isUsedUp = used.of(measure) >= budget.most() || needed == 0;
    String need = isUsedUp ? "" : ", and the next request needs about " + measure.told(needed);
    return used(budget, used) + need + ". " + freeAgain(budget);
  }

  /// Which budget is nearly spent.
  public String nearlySpent(Budget budget, Spending used) {
    return "Budget nearly spent: " + used(budget, used) + ".";
  }

  private static String used(Budget budget, Spending used) {
    Measure measure = budget.measure();
    return budget.account().told()
        + " has used "
        + measure.toldBare(used.of(measure))
        + " of "
        + measure.told(budget.most())
        + (budget.account().scope().isDaily() ? " today" : "");
  }

  private String freeAgain(Budget budget) {
    return budget.freeAgain(zone).map(this::at).orElseGet(() -> ifNeverFree(budget));
  }

  private String at(Instant free) {
    return "It is free again at " + MINUTE.format(free.atZone(zone)) + ".";
  }

  private static String ifNeverFree(Budget budget) {
    return switch (budget.account().scope()) {
      case TURN -> "Your next message starts a new turn.";
      case RUN -> "A new run starts with a new budget.";
      case SESSION, RECIPE, SCHEDULE, KEY, DAY -> "It is free again once someone raises its limit.";
    };
  }
}
