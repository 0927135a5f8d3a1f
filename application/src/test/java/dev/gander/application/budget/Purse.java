package dev.gander.application.budget;

import dev.gander.application.model.CatalogWithOwnPrices;
import dev.gander.application.model.OwnPrices;
import dev.gander.domain.config.Settings;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.session.SessionStore;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.budget.InMemorySessionLimits;
import dev.gander.testkit.budget.InMemorySpendingLedger;
import dev.gander.testkit.provider.EstimatingTokenCounter;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/// Budgets in memory.
public final class Purse {
  public final InMemorySpendingLedger ledger = new InMemorySpendingLedger();
  public final InMemorySessionLimits limits = new InMemorySessionLimits();

  /// The time that passes, in nanoseconds.
  public final AtomicLong time = new AtomicLong();

  public final Budgets budgets;

  public Purse(SessionStore sessions, Settings settings, ModelCatalog catalog, Clock clock) {
    OwnPrices prices = new OwnPrices(settings);
    budgets =
        new Budgets(
            new Budgets.Parts(
                ledger,
                limits,
                new BudgetSettings(settings, prices::problems),
                new CatalogWithOwnPrices(catalog, prices),
                new EstimatingTokenCounter(),
                sessions,
                JsonText::write,
                clock,
                time::get));
  }

  public Provider metered(Provider provider) {
    return new MeteredProvider(provider, budgets);
  }
}
