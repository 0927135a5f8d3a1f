package dev.gander.application.budget;

import dev.gander.domain.budget.Spending;
import dev.gander.domain.budget.UsageEntry.ModelCall;
import java.util.List;

/// A model call under way that is not counted in tokens. Ends in one of two ways.
record TokenlessCall(Budgets budgets, Charged to, List<Accounts.Line> lines, ModelCall call) {
  static final Spending SPENDING = new Spending(0, 0, 1, 0, 0);

  /// The model was called, whatever came of it.
  void made() {
    budgets.settle(this);
  }

  /// Nobody was asked.
  void spared() {
    budgets.release(this);
  }
}
