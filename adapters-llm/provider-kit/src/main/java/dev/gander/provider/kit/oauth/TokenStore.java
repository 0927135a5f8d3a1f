package dev.gander.provider.kit.oauth;

import dev.gander.domain.json.JsonObject;
import java.util.Optional;

/// Where the tokens of one sign-in are kept, in the form of [TokenJson]. Any thread.
public interface TokenStore {
  /// The kept tokens, valid or not; empty if nobody is signed in. Never log them.
  Optional<JsonObject> tokens();

  /// Reads, changes and keeps the tokens in one step, alone among threads and programs.
  ///
  /// @param change may take its time, to ask a service; when it throws, nothing changes
  /// @return the tokens that are kept now
  /// @throws InterruptedException if the thread was interrupted; nothing changed then
  JsonObject change(Change change) throws InterruptedException;

  /// From the kept tokens, an empty object if there are none, to those to keep; returning the same
  /// writes nothing.
  @FunctionalInterface
  interface Change {
    JsonObject from(JsonObject kept) throws InterruptedException;
  }
}
