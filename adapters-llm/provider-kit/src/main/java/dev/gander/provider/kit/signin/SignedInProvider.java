package dev.gander.provider.kit.signin;

import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.signin.Credentials;

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
