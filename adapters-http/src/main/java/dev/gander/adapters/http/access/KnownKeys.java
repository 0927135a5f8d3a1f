package dev.gander.adapters.http.access;

import dev.gander.domain.access.KeyId;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Whose key a text is. Looking counts as no request.
///
/// @param isOwn whether it is the server's own key
/// @param isGuessable whether somebody could find that one by trying
/// @param named the named key, which is random and long
public record KnownKeys(
    Predicate<String> isOwn, boolean isGuessable, Function<String, Optional<KeyId>> named) {

  /// The valid key; empty if it is none.
  public Optional<KeyId> holder(String text) {
    return isOwn.test(text) ? Optional.of(KeyId.SERVER) : named.apply(text);
  }

  /// The same, but no key that somebody could find by trying.
  public Optional<KeyId> holderBeyondGuessing(String text) {
    return isGuessable ? named.apply(text) : holder(text);
  }
}
