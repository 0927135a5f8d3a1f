package dev.gander.domain.budget;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// By what usage is summed up.
public enum UsageGroup {
  DAY("day"),
  KEY("key"),
  PROVIDER("provider"),
  MODEL("model"),
  RECIPE("recipe"),
  SESSION("session"),
  SCHEDULE("schedule"),
  RUN("run");

  private final String wireName;

  UsageGroup(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public static Optional<UsageGroup> of(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findFirst();
  }

  /// Whether an entry is part of such sums: a turn has no model.
  public boolean covers(UsageEntry entry) {
    return entry.call() != null || (this != PROVIDER && this != MODEL);
  }

  /// To which group an entry belongs; null if to none, such as one of a session without a recipe.
  public @Nullable String value(UsageEntry entry) {
    Payer payer = entry.payer();
    return switch (this) {
      case DAY -> entry.day().toString();
      case KEY -> payer.key().value();
      case PROVIDER -> entry.call() == null ? null : entry.call().provider();
      case MODEL -> entry.call() == null ? null : entry.call().model();
      case RECIPE -> payer.recipe();
      case SESSION -> payer.session() == null ? null : payer.session().value();
      case SCHEDULE -> payer.schedule();
      case RUN -> payer.run();
    };
  }
}
