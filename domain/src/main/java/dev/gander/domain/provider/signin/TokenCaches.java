package dev.gander.domain.provider.signin;

import dev.gander.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tokens of providers that users sign in to, each in its [TokenCache]. Whoever passes a cache
/// is trusted with it; [dev.gander.domain.provider.ProviderFactory#tokenCache()] names its owner.
/// Any thread. All methods throw [dev.gander.domain.error.StorageException] when files cannot be
/// read or removed.
public interface TokenCaches {
  /// What is kept, and until when it holds; empty when there is nothing.
  Optional<Kept> find(TokenCache cache);

  /// The tokens themselves; empty when there are none or they cannot be understood. Never log them.
  Optional<JsonObject> tokens(TokenFile file);

  /// The tokens of a cache that is one file.
  default Optional<JsonObject> tokens(TokenCache cache) {
    return tokens(cache.file());
  }

  /// Reads, changes and keeps the tokens of a file in one step, alone in its cache among threads
  /// and programs. Only their owner may read them.
  ///
  /// @param change may take its time, to ask a service; when it throws, nothing changes
  /// @return what is kept now
  /// @throws InterruptedException if the thread was interrupted; nothing changed then
  JsonObject change(TokenFile file, Change change) throws InterruptedException;

  /// Changes the tokens of a cache that is one file.
  default JsonObject change(TokenCache cache, Change change) throws InterruptedException {
    return change(cache.file(), change);
  }

  /// A name for this installation beside the tokens of a cache that is one file, made when it is
  /// first asked for. It stays when the tokens are removed.
  String deviceId(TokenCache cache);

  /// Removes what is kept; nothing happens when there is nothing.
  void remove(TokenCache cache);

  /// From what is kept, an empty object when there is nothing, to what is to be kept; giving back
  /// the same writes nothing.
  @FunctionalInterface
  interface Change {
    JsonObject from(JsonObject kept) throws InterruptedException;
  }

  /// A token; null for one whose end is not known, or which renews itself.
  record Kept(@Nullable Instant expires) {}
}
