package dev.gander.adapters.llm.oauth;

import dev.gander.domain.provider.Credentials;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A provider that users sign in to.
public record SignedInProvider(Provider provider, SignIn way) implements Provider {
  /// How users sign in.
  public interface SignIn {
    Credentials run() throws InterruptedException;
  }

  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    return provider.stream(request);
  }

  @Override
  public List<String> models() throws InterruptedException {
    return provider.models();
  }

  @Override
  public @Nullable String fastModel() {
    return provider.fastModel();
  }

  @Override
  public Credentials signIn() throws InterruptedException {
    return way.run();
  }
}
