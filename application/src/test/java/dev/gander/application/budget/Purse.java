package dev.gander.application.budget;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.config.Settings;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.session.SessionStore;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.budget.InMemorySessionLimits;
import dev.gander.testkit.budget.InMemorySpendingLedger;
import dev.gander.testkit.provider.EstimatingTokenCounter;
import java.time.Clock;

/// Budgets in memory.
public final class Purse {
  public final InMemorySpendingLedger ledger = new InMemorySpendingLedger();
  public final InMemorySessionLimits limits = new InMemorySessionLimits();
  public final Budgets budgets;

  public Purse(SessionStore sessions, Settings settings, ModelCatalog catalog, Clock clock) {
    budgets =
        new Budgets(
            new Budgets.Parts(
                ledger,
                limits,
                new BudgetSettings(settings),
                catalog,
                new EstimatingTokenCounter(),
                sessions,
                _ -> KeyId.SERVER,
                JsonText::write,
                clock));
  }

  public Provider metered(Provider provider) {
    return new MeteredProvider(provider, budgets);
  }
}
