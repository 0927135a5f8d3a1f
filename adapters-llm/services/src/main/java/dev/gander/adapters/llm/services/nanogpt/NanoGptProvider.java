package dev.gander.adapters.llm.services.nanogpt;

import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.List;

/// Uses the subscription if the user has one, and paid use otherwise.
record NanoGptProvider(Provider byUse, Provider subscribed, NanoGptSubscription subscription)
    implements ForwardingProvider {
  @Override
  public Provider inner() {
    return byUse;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    return chosen().stream(request);
  }

  @Override
  public List<String> models() throws InterruptedException {
    return chosen().models();
  }

  @Override
  public void close() {
    byUse.close();
    subscribed.close();
  }

  private Provider chosen() throws InterruptedException {
    return subscription.isActive() ? subscribed : byUse;
  }
}
