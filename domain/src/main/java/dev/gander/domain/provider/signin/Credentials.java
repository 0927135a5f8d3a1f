package dev.gander.domain.provider.signin;

import dev.gander.domain.json.JsonObject;

/// The result of a sign-in. Its contents are never shown.
public sealed interface Credentials {
  /// Tokens that can be refreshed, for a file of a cache.
  record Tokens(TokenFile file, JsonObject tokens) implements Credentials {
    /// Tokens for a single-file cache.
    public Tokens(TokenCache cache, JsonObject tokens) {
      this(cache.file(), tokens);
    }

    @Override
    public String toString() {
      return "Tokens[" + file + "]";
    }
  }

  /// A token for the secret store.
  record Secret(String key, String value) implements Credentials {
    @Override
    public String toString() {
      return "Secret[" + key + "]";
    }
  }
}
