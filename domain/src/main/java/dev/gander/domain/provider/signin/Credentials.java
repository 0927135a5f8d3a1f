package dev.gander.domain.provider.signin;

import dev.gander.domain.json.JsonObject;

/// What a sign-in has brought. It never shows what it holds.
public sealed interface Credentials {
  /// Tokens that renew themselves, for a file of a cache.
  record Tokens(TokenFile file, JsonObject tokens) implements Credentials {
    /// Tokens for a cache that is one file.
    public Tokens(TokenCache cache, JsonObject tokens) {
      this(cache.file(), tokens);
    }

    @Override
    public String toString() {
      return "Tokens[" + file + "]";
    }
  }

  /// A token for the store of secrets.
  record Secret(String key, String value) implements Credentials {
    @Override
    public String toString() {
      return "Secret[" + key + "]";
    }
  }
}
