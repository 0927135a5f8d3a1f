package dev.gander.application.model;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.ForwardingStream;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.signin.Credentials;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A provider whose failures contain no secrets, whatever a service or a program returned and
/// whoever wrote the provider.
public record DiscreetProvider(Provider inner, KnownSecrets secrets) implements ForwardingProvider {
  private interface Call<T> {
    T make() throws InterruptedException;
  }

  /// Creates a provider. Throws like `making`, but without secrets.
  public static Provider of(Supplier<Provider> making, KnownSecrets secrets) {
    try {
      return new DiscreetProvider(making.get(), secrets);
    } catch (ProviderException e) {
      throw discreet(e, secrets);
    }
  }

  private static ProviderException discreet(ProviderException failure, KnownSecrets secrets) {
    return failure.inWords(secrets.hiddenIn(failure.text()));
  }

  private <T> T call(Call<T> call) throws InterruptedException {
    try {
      return call.make();
    } catch (ProviderException e) {
      throw discreet(e, secrets);
    }
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    return new Stream(call(() -> inner.stream(request)), secrets);
  }

  @Override
  public List<String> models() throws InterruptedException {
    return call(inner::models);
  }

  @Override
  public Credentials signIn() throws InterruptedException {
    return call(inner::signIn);
  }

  private record Stream(ProviderStream inner, KnownSecrets secrets) implements ForwardingStream {
    @Override
    public Optional<Delta> next() throws InterruptedException {
      try {
        return inner.next();
      } catch (ProviderException e) {
        throw discreet(e, secrets);
      }
    }
  }
}
