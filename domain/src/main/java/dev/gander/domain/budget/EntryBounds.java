package dev.gander.domain.budget;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which single entries of the ledger stay.
///
/// @param since older ones go; null for any age
/// @param most only so many of the newest stay; null for any number
public record EntryBounds(@Nullable Instant since, @Nullable Long most) {
  public boolean isNone() {
    return since == null && most == null;
  }
}
