package dev.gander.application.run;

import org.jspecify.annotations.Nullable;

/// A problem that each look meets again, and that is told once. Thread-safe.
public final class RecurringProblem {
  private @Nullable String told;

  /// Whether to tell it: it is another one than before.
  public synchronized boolean isNew(String problem) {
    boolean isNew = !problem.equals(told);
    told = problem;
    return isNew;
  }

  public synchronized void isOver() {
    told = null;
  }
}
