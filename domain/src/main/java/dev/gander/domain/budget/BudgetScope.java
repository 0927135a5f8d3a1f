package dev.gander.domain.budget;

import java.util.Arrays;
import java.util.Optional;

/// For what a budget holds. Those of a turn, a run and a session hold as long as it exists; the
/// others begin anew each day.
public enum BudgetScope {
  TURN("turn", false),
  RUN("run", false),
  SESSION("session", false),
  RECIPE("recipe", true),
  SCHEDULE("schedule", true),
  KEY("key", true),
  /// The whole server.
  DAY("day", true);

  private final String wireName;
  private final boolean daily;

  BudgetScope(String wireName, boolean daily) {
    this.wireName = wireName;
    this.daily = daily;
  }

  public String wireName() {
    return wireName;
  }

  public boolean isDaily() {
    return daily;
  }

  public static Optional<BudgetScope> of(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findFirst();
  }
}
