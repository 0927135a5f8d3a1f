package dev.gander.domain.provider.signin;

import dev.gander.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tokens of providers with a sign-in, each in its [TokenCache]. Callers are trusted with any
/// cache they pass; [dev.gander.domain.provider.ProviderFactory#tokenCache()] names its owner.
/// Thread-safe. All methods throw [dev.gander.domain.error.StorageException] when files cannot be
/// read or removed.
public interface TokenCaches {
  /// What is stored, and when it expires; empty when there is nothing.
  Optional<Kept> find(TokenCache cache);

  /// The tokens themselves; empty if there are none or they cannot be parsed. Never log them.
  Optional<JsonObject> tokens(TokenFile file);

  /// The tokens of a single-file cache.
  default Optional<JsonObject> tokens(TokenCache cache) {
    return tokens(cache.file());
  }

  /// Reads, changes and stores the tokens of a file in one step, with exclusive access to its cache
  /// across threads and processes. Only the owner can read the file.
  ///
  /// @param change may take time to query a service; if it throws, nothing changes
  /// @return what is now stored
  /// @throws InterruptedException if the thread was interrupted; nothing was changed
  JsonObject change(TokenFile file, Change change) throws InterruptedException;

  /// Changes the tokens of a single-file cache.
  default JsonObject change(TokenCache cache, Change change) throws InterruptedException {
    return change(cache.file(), change);
  }

  /// An id for this installation beside the tokens of a single-file cache, created on first use. It
  /// survives the removal of the tokens.
  String deviceId(TokenCache cache);

  /// Removes what is stored; does nothing if there is nothing.
  void remove(TokenCache cache);

  /// Maps the stored tokens, an empty object if there are none, to the new ones; returning the same
  /// value writes nothing.
  @FunctionalInterface
  interface Change {
    JsonObject from(JsonObject kept) throws InterruptedException;
  }

  /// @param expires null if unknown, or if the token can be refreshed
  record Kept(@Nullable Instant expires) {}
}
