package dev.gander.adapters.llm.oauth;

import java.time.Duration;

/// How one service gives its key.
interface KeyFlow {
  /// @param patience how long the user has
  /// @throws dev.gander.domain.error.ProviderException if there is no key in the end
  String key(WebCalls calls, Browser browser, Duration patience) throws InterruptedException;
}
