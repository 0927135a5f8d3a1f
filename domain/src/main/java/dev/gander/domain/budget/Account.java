package dev.gander.domain.budget;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// That to which usage is charged.
///
/// @param id within its scope; empty for the whole server
/// @param day on which it is spent; null where a budget does not begin anew each day
public record Account(BudgetScope scope, String id, @Nullable LocalDate day) {
  public Account {
    if (scope.isDaily() == (day == null)) {
      throw new IllegalArgumentException("the day of an account of a " + scope.wireName());
    }
  }

  /// For people, as the subject of a sentence.
  String told() {
    return switch (scope) {
      case TURN -> "this turn";
      case RUN -> "this run";
      case SESSION -> "this session";
      case RECIPE -> "the recipe \"" + id + "\"";
      case SCHEDULE -> "the schedule \"" + id + "\"";
      case KEY -> "the key \"" + id + "\"";
      case DAY -> "this server";
    };
  }
}
