package dev.gander.adapters.llm.signin.signup;

import dev.gander.oauth.Browser;
import dev.gander.oauth.OAuthHttp;
import java.time.Duration;

/// How a service issues its key.
interface KeyFlow {
  /// @param patience how long the user has
  /// @throws dev.gander.oauth.OAuthException if there is no key in the end
  String key(OAuthHttp http, Browser browser, Duration patience) throws InterruptedException;
}
