package dev.gander.provider.kit.signin;

import dev.gander.oauth.BearerTokens;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.StoredTokens;
import java.util.Optional;
import java.util.function.Supplier;

/// The tokens of a sign-in, or the user's key if there are no valid tokens.
///
/// @param key the user's current key
public record TokensOrKey(StoredTokens tokens, Supplier<Optional<String>> key)
    implements BearerTokens {
  /// Whether there is neither.
  public boolean isEmpty() {
    return tokens.kept().isEmpty() && key.get().isEmpty();
  }

  @Override
  public String token() throws InterruptedException {
    Optional<String> known = key.get();
    if (known.isPresent() && tokens.kept().isEmpty()) {
      return known.get();
    }
    try {
      return tokens.token();
    } catch (OAuthException e) {
      return known.orElseThrow(() -> e);
    }
  }

  @Override
  public String insteadOf(String refused) throws InterruptedException {
    Optional<String> known = key.get();
    if (known.filter(refused::equals).isPresent()) {
      return refused;
    }
    try {
      return tokens.insteadOf(refused);
    } catch (OAuthException e) {
      return known.orElseThrow(() -> e);
    }
  }
}
