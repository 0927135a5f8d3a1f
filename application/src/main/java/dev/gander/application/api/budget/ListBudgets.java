package dev.gander.application.api.budget;

import dev.gander.application.budget.Budgets;
import dev.gander.domain.budget.Standing;
import dev.gander.domain.error.ProviderException.BudgetSpent;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.session.SessionId;
import java.time.ZoneId;
import java.util.List;

/// Lists the budgets that hold for a session, and how much of them is used.
public final class ListBudgets {
  private final Budgets budgets;
  private final ZoneId zone;

  /// @param zone in which days begin
  public ListBudgets(Budgets budgets, ZoneId zone) {
    this.budgets = budgets;
    this.zone = zone;
  }

  /// @throws Unavailable if nobody knows what was used
  public List<Standing> list(SessionId session) {
    try {
      return budgets.standings(session);
    } catch (BudgetSpent e) {
      throw new Unavailable(e.text(), e);
    }
  }

  public ZoneId zone() {
    return zone;
  }
}
