package dev.gander.adapters.llm.signin.huggingface;

import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.oauth.BearerTokens;
import dev.gander.provider.kit.oauth.OAuthException;
import dev.gander.provider.kit.oauth.StoredTokens;
import java.util.Optional;

/// The tokens of a sign-in; the user's key where there are none, or none that hold.
record TokensOrKey(StoredTokens tokens, ProviderSettings settings) implements BearerTokens {
  static final String KEY = "HF_TOKEN";

  boolean isEmpty() {
    return tokens.kept().isEmpty() && key().isEmpty();
  }

  @Override
  public String token() throws InterruptedException {
    Optional<String> key = key();
    if (key.isPresent() && tokens.kept().isEmpty()) {
      return key.get();
    }
    try {
      return tokens.token();
    } catch (OAuthException e) {
      return key.orElseThrow(() -> e);
    }
  }

  @Override
  public String insteadOf(String refused) throws InterruptedException {
    Optional<String> key = key();
    if (key.filter(refused::equals).isPresent()) {
      return refused;
    }
    try {
      return tokens.insteadOf(refused);
    } catch (OAuthException e) {
      return key.orElseThrow(() -> e);
    }
  }

  private Optional<String> key() {
    return settings.filledSecret(KEY);
  }
}
