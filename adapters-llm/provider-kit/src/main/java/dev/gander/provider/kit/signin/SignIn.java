package dev.gander.provider.kit.signin;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenFile;
import dev.gander.oauth.Browser;
import dev.gander.oauth.OAuthHttp.Answer;
import dev.gander.oauth.StoredTokens;
import java.util.function.UnaryOperator;

/// The sign-in of one provider.
///
/// @param file where the tokens are stored
/// @param tokens authorize the requests of the provider
/// @param first asks the user for the first tokens
public record SignIn(TokenFile file, StoredTokens tokens, FirstTokens first) {
  /// Gets the first tokens from the user.
  @FunctionalInterface
  public interface FirstTokens {
    Answer ask(Browser browser) throws InterruptedException;
  }

  /// A provider with this sign-in.
  public Provider around(Provider provider, Browser browser) {
    return around(provider, browser, UnaryOperator.identity());
  }

  /// @param noted adds everything else to be stored with the tokens
  public Provider around(Provider provider, Browser browser, UnaryOperator<JsonObject> noted) {
    return new SignedInProvider(
        provider,
        () -> new Credentials.Tokens(file, noted.apply(tokens.first(first.ask(browser)))));
  }
}
