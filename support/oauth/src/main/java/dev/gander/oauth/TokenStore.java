package dev.gander.oauth;

import dev.gander.domain.json.JsonObject;
import java.util.Optional;

/// Stores the tokens of one sign-in, in the form of [TokenJson]. Any thread.
public interface TokenStore {
  /// The stored tokens, valid or not; empty if the user is not signed in. Never log them.
  Optional<JsonObject> tokens();

  /// Reads, changes and stores the tokens in one step, excluding other threads and programs.
  ///
  /// @param change may take long, to call a service; when it throws, nothing changes
  /// @return the tokens stored now
  /// @throws InterruptedException if the thread was interrupted; nothing has changed then
  JsonObject change(Change change) throws InterruptedException;

  /// Maps the stored tokens, or an empty object if there are none, to the tokens to store;
  /// returning the same object writes nothing.
  @FunctionalInterface
  interface Change {
    JsonObject from(JsonObject kept) throws InterruptedException;
  }
}
