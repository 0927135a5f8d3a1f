package dev.gander.adapters.llm.oauth;

import dev.gander.domain.provider.Credentials;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;

/// A provider that users sign in to.
public record SignedInProvider(Provider inner, SignIn way) implements ForwardingProvider {
  /// How users sign in.
  public interface SignIn {
    Credentials run() throws InterruptedException;
  }

  @Override
  public Credentials signIn() throws InterruptedException {
    return way.run();
  }
}
