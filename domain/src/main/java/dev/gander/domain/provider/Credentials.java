package dev.gander.domain.provider;

import dev.gander.domain.json.JsonObject;

/// What a sign-in has brought. It never shows what it holds.
public sealed interface Credentials {
  /// Tokens that renew themselves, for a cache that is one file.
  record Tokens(TokenCache cache, JsonObject tokens) implements Credentials {
    @Override
    public String toString() {
      return "Tokens[" + cache + "]";
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
