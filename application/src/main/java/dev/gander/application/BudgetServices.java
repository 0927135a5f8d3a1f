package dev.gander.application;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.budget.LimitSession;
import dev.gander.application.api.budget.ListBudgets;
import dev.gander.application.api.budget.ReportUsage;
import dev.gander.application.budget.BudgetSettings;
import dev.gander.application.budget.Budgets;
import dev.gander.application.model.OwnPrices;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.session.SessionStore;
import java.lang.System.Logger.Level;
import java.time.Clock;

/// Budgets, assembled on their ports.
final class BudgetServices {
  private static final System.Logger LOG = System.getLogger(BudgetServices.class.getName());
  private static final String PROBLEM = "no model is called until this is corrected: {0}";

  private final Ports.Budgets ports;
  private final SessionStore sessions;
  private final Clock clock;
  private final BudgetSettings settings;
  private final Budgets budgets;

  BudgetServices(Ports all, SessionStore sessions, ModelCatalog catalog, OwnPrices prices) {
    this.ports = all.budgets();
    this.sessions = sessions;
    clock = all.machine().clock();
    settings = new BudgetSettings(all.files().settings(), prices::problems);
    budgets =
        new Budgets(
            new Budgets.Parts(
                ports.ledger(),
                ports.limits(),
                settings,
                catalog,
                all.models().counter(),
                sessions,
                all.machine().writer(),
                clock,
                System::nanoTime));
  }

  Budgets budgets() {
    return budgets;
  }

  /// Says what of the settings cannot be understood: nobody should learn that from the first turn.
  void warn() {
    try {
      settings.problems().forEach(problem -> LOG.log(Level.WARNING, PROBLEM, problem));
    } catch (StorageException e) {
      LOG.log(Level.WARNING, PROBLEM, e.text());
    }
  }

  UseCases.Budgets useCases() {
    return new UseCases.Budgets(
        new ReportUsage(ports.ledger()),
        new LimitSession(sessions, ports.limits()),
        new ListBudgets(budgets, clock.getZone()));
  }
}
