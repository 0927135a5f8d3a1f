package dev.gander.adapters.persistence.tables;

import dev.gander.adapters.persistence.access.JdbiAccessKeys;
import dev.gander.adapters.persistence.access.JdbiOwnership;
import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.questions.JdbiQuestionStore;
import dev.gander.adapters.persistence.runs.JdbiRunStore;
import dev.gander.adapters.persistence.upkeep.JdbiSessionPins;
import dev.gander.adapters.persistence.usage.UsageTables;
import dev.gander.adapters.persistence.webhooks.JdbiWebhookStore;
import java.util.List;

/// The tables of Gander's own stores, a group for each store.
public final class OwnStoreTables {
  public static final List<TableGroup> ALL =
      List.of(
          JdbiAccessKeys.TABLES,
          JdbiOwnership.TABLES,
          JdbiQuestionStore.TABLES,
          JdbiRunStore.TABLES,
          JdbiWebhookStore.TABLES,
          JdbiSessionPins.TABLES,
          UsageTables.USAGE,
          UsageTables.LIMITS);

  private OwnStoreTables() {}
}
