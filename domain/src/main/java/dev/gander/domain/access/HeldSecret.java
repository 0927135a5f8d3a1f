package dev.gander.domain.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A secret that is stored, and the key that it stands for.
///
/// @param ends from then on it is refused although the key is valid; null for never
public record HeldSecret(AccessKey key, @Nullable Instant ends) {
  public boolean isValidAt(Instant now) {
    return key.isValidAt(now) && (ends == null || now.isBefore(ends));
  }
}
