package dev.gander.application.api.budget;

import dev.gander.application.budget.Budgets;
import dev.gander.domain.access.Caller;
import dev.gander.domain.budget.Account;
import dev.gander.domain.budget.Standing;
import dev.gander.domain.error.ProviderException.BudgetSpent;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.session.SessionId;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;

/// Lists the budgets that hold for a session, or today whatever the session, and how much of them
/// is used.
public final class ListBudgets {
  private final Budgets budgets;
  private final ZoneId zone;

  /// @param zone in which days begin
  public ListBudgets(Budgets budgets, ZoneId zone) {
    this.budgets = budgets;
    this.zone = zone;
  }

  /// Others' spending shows in the budgets of the server, of recipes and of schedules: only whoever
  /// sees everything sees these.
  ///
  /// @throws Unavailable if nobody knows what was used
  public List<Standing> list(Caller caller, SessionId session) {
    return shown(caller, () -> budgets.standings(session));
  }

  /// Those of today: of the server, of what has limits of its own, and of the caller's key. Throws
  /// and leaves out as for a session.
  public List<Standing> today(Caller caller) {
    return shown(caller, () -> budgets.today(caller.key()));
  }

  private static List<Standing> shown(Caller caller, Supplier<List<Standing>> standings) {
    try {
      return standings.get().stream()
          .filter(it -> caller.seesAll() || isOwn(caller, it.budget().account()))
          .toList();
    } catch (BudgetSpent e) {
      throw new Unavailable(e.text(), e);
    }
  }

  private static boolean isOwn(Caller caller, Account account) {
    return switch (account.scope()) {
      case TURN, RUN, SESSION -> true;
      case KEY -> account.id().equals(caller.key().value());
      case RECIPE, SCHEDULE, DAY -> false;
    };
  }

  /// In which days begin.
  public ZoneId zone() {
    return zone;
  }
}
