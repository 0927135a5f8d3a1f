package dev.gander.domain.provider;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tokens of providers that users sign in to, each in a place of its own beside the settings.
/// Any thread. All methods throw [dev.gander.domain.error.StorageException] when files cannot be
/// read or removed.
public interface TokenCaches {
  /// What is kept, and until when it holds; empty when there is nothing.
  Optional<Kept> find(TokenCache cache);

  /// Removes what is kept; nothing happens when there is nothing.
  void remove(TokenCache cache);

  /// A token; null for one whose end is not known, or which renews itself.
  record Kept(@Nullable Instant expires) {}
}
