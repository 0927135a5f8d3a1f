package dev.gander.provider.kit.signin;

import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.oauth.OAuthException;
import dev.gander.provider.kit.service.SignInFailures;
import java.util.List;
import java.util.OptionalInt;

/// A provider with a sign-in. Failures of sign-ins become failures of providers.
///
/// @param action signs the user in
public record SignedInProvider(Provider inner, SignInAction action) implements ForwardingProvider {
  /// How users sign in.
  @FunctionalInterface
  public interface SignInAction {
    /// See [Provider#signIn].
    Credentials run() throws InterruptedException;
  }

  @FunctionalInterface
  private interface Call<T> {
    T run() throws InterruptedException;
  }

  @Override
  public Credentials signIn() throws InterruptedException {
    return translating(action::run);
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    return translating(() -> inner.stream(request));
  }

  @Override
  public List<String> models() throws InterruptedException {
    return translating(inner::models);
  }

  @Override
  public OptionalInt contextLimit(String model) throws InterruptedException {
    return translating(() -> inner.contextLimit(model));
  }

  private static <T> T translating(Call<T> call) throws InterruptedException {
    try {
      return call.run();
    } catch (OAuthException e) {
      throw SignInFailures.of(e);
    }
  }
}
