package dev.gander.adapters.persistence.tables;

import dev.gander.adapters.persistence.access.SqlAccessKeys;
import dev.gander.adapters.persistence.access.SqlOwnership;
import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.questions.SqlQuestionStore;
import dev.gander.adapters.persistence.runs.SqlRunStore;
import dev.gander.adapters.persistence.upkeep.SqlSessionPins;
import dev.gander.adapters.persistence.usage.UsageTables;
import dev.gander.adapters.persistence.webhooks.SqlWebhookStore;
import java.util.List;

/// The tables of Gander's own stores, a group for each store.
public final class OwnStoreTables {
  public static final List<TableGroup> ALL =
      List.of(
          SqlAccessKeys.TABLES,
          SqlOwnership.TABLES,
          SqlQuestionStore.TABLES,
          SqlRunStore.TABLES,
          SqlWebhookStore.TABLES,
          SqlSessionPins.TABLES,
          UsageTables.USAGE,
          UsageTables.LIMITS);

  private OwnStoreTables() {}
}
