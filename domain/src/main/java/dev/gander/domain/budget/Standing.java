package dev.gander.domain.budget;

/// How much of a budget is used.
public record Standing(Budget budget, Spending used) {
  /// What is left, at least 0.
  public long left() {
    return budget.left(used);
  }
}
