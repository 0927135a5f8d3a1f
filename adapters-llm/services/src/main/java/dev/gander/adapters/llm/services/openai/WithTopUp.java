package dev.gander.adapters.llm.services.openai;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;

/// Tells users who have run out of credit where to buy more, when the service does not.
record WithTopUp(Provider inner, String page) implements ForwardingProvider {
  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    try {
      return inner.stream(request);
    } catch (ProviderException.CreditsExhausted e) {
      throw e.topUpUrl() == null ? new ProviderException.CreditsExhausted(e.text(), page) : e;
    }
  }
}
