package dev.gander.domain.budget;

import dev.gander.domain.access.KeyId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A question about usage.
///
/// @param from the first day; null for the oldest
/// @param to the last day; null for today
/// @param key only what this key used; null for all
/// @param most how many groups to return
public record UsageQuery(
    UsageGroup group,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable KeyId key,
    int most) {

  /// Whether it is about an entry.
  public boolean covers(UsageEntry entry) {
    return group.covers(entry)
        && (from == null || !entry.day().isBefore(from))
        && (to == null || !entry.day().isAfter(to))
        && (key == null || key.equals(entry.payer().key()));
  }
}
