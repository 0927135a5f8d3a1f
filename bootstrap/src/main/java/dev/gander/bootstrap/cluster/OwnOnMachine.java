package dev.gander.bootstrap.cluster;

import dev.gander.adapters.persistence.access.JdbiAccessKeys;
import dev.gander.adapters.persistence.access.JdbiOwnership;
import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.adapters.persistence.questions.JdbiQuestionStore;
import dev.gander.adapters.persistence.runs.JdbiRunStore;
import dev.gander.adapters.persistence.upkeep.JdbiSessionPins;
import dev.gander.adapters.persistence.usage.JdbiSessionLimits;
import dev.gander.adapters.persistence.usage.JdbiSpendingLedger;
import dev.gander.adapters.persistence.webhooks.JdbiDeliveryQueue;
import dev.gander.adapters.persistence.webhooks.JdbiWebhookStore;
import dev.gander.domain.cluster.OwnStores;
import java.util.function.Predicate;

/// Gander's own stores on one machine, in `gander.db`.
public final class OwnOnMachine {
  private OwnOnMachine() {}

  /// @param spending on the same database
  /// @param self identifies this process, and no later one with the same number
  /// @param isRunning whether a process that called itself so is running
  public static OwnStores stores(
      OwnDatabase database, JdbiSpendingLedger spending, String self, Predicate<String> isRunning) {
    return new OwnStores(
        new JdbiAccessKeys(database),
        new JdbiOwnership(database),
        new JdbiQuestionStore(database, self, isRunning),
        new JdbiRunStore(database, self, isRunning),
        new JdbiWebhookStore(database),
        new JdbiDeliveryQueue(database, self, isRunning),
        new JdbiSessionPins(database),
        spending,
        new JdbiSessionLimits(database));
  }
}
