package dev.gander.application.schedule;

import org.jspecify.annotations.Nullable;

/// A problem that each look meets again, and that is told once. Thread-safe.
final class RecurringProblem {
  private @Nullable String told;

  /// Whether to tell it: it is another one than before.
  synchronized boolean isNew(String problem) {
    boolean isNew = !problem.equals(told);
    told = problem;
    return isNew;
  }

  synchronized void isOver() {
    told = null;
  }
}
