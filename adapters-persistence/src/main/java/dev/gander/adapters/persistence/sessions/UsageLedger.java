package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The table of single model calls that goose 1.43 and newer keep beside a session's sums. Without
/// our rows goose would book what we add as carried forward from nowhere.
final class UsageLedger {
  private UsageLedger() {}

  /// Records by how much a session's sums grew; nothing if they did not grow.
  static void record(Handle handle, Session old, SessionDetails changed, Instant now) {
    TokenUsage before = old.tokens().accumulated();
    TokenUsage after = changed.tokens().accumulated();
    Long total = growth(before.total(), after.total());
    if (total == null || total <= 0) {
      return;
    }
    Double cost = costGrowth(old.tokens().accumulatedCost(), changed.tokens().accumulatedCost());
    ModelConfig model = changed.model().config();
    handle.execute(
        """
        INSERT INTO usage_ledger (session_id, created_timestamp, model, input_tokens,
          output_tokens, total_tokens, cache_read_tokens, cache_write_tokens, cost, cost_source)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        old.id().value(),
        now.getEpochSecond(),
        model == null ? null : model.modelName(),
        growth(before.input(), after.input()),
        growth(before.output(), after.output()),
        total,
        growth(before.cacheRead(), after.cacheRead()),
        growth(before.cacheWrite(), after.cacheWrite()),
        cost,
        cost == null ? null : "estimated");
  }

  private static @Nullable Long growth(@Nullable Long before, @Nullable Long after) {
    return after == null ? null : Long.valueOf(after - (before == null ? 0 : before));
  }

  private static @Nullable Double costGrowth(@Nullable Double before, @Nullable Double after) {
    return after == null || after.equals(before)
        ? null
        : Double.valueOf(after - (before == null ? 0 : before));
  }
}
