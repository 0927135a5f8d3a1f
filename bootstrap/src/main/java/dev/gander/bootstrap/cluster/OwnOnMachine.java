package dev.gander.bootstrap.cluster;

import dev.gander.adapters.persistence.access.SqlAccessKeys;
import dev.gander.adapters.persistence.access.SqlOwnership;
import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.adapters.persistence.questions.SqlQuestionStore;
import dev.gander.adapters.persistence.runs.SqlRunStore;
import dev.gander.adapters.persistence.upkeep.SqlSessionPins;
import dev.gander.adapters.persistence.usage.SqlSessionLimits;
import dev.gander.adapters.persistence.usage.SqlSpendingLedger;
import dev.gander.adapters.persistence.webhooks.SqlDeliveryQueue;
import dev.gander.adapters.persistence.webhooks.SqlWebhookStore;
import dev.gander.domain.cluster.OwnStores;
import java.util.function.Predicate;

/// Gander's own stores on one machine, in `gander.db`.
public final class OwnOnMachine {
  private OwnOnMachine() {}

  /// @param spending on the same database
  /// @param self identifies this process, and no later one with the same number
  /// @param isRunning whether a process that called itself so is running
  public static OwnStores stores(
      OwnDatabase database, SqlSpendingLedger spending, String self, Predicate<String> isRunning) {
    return new OwnStores(
        new SqlAccessKeys(database),
        new SqlOwnership(database),
        new SqlQuestionStore(database, self, isRunning),
        new SqlRunStore(database, self, isRunning),
        new SqlWebhookStore(database),
        new SqlDeliveryQueue(database, self, isRunning),
        new SqlSessionPins(database),
        spending,
        new SqlSessionLimits(database));
  }
}
