package dev.gander.oauth;

import dev.gander.oauth.OAuthHttp.Answer;

/// A way to get the first tokens of a sign-in from the user.
public interface TokenFlow {
  /// Asks the user and waits for the result.
  ///
  /// @return the service's answer, which contains the tokens
  /// @throws OAuthException if the user refuses or takes too long, or the service fails
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  Answer tokens(OAuthHttp http, Browser browser) throws InterruptedException;
}
