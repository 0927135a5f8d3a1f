package dev.gander.adapters.llm.openai;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells users whose money is used up where to buy more, when the service does not.
record WithTopUp(Provider provider, String page) implements Provider {
  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    try {
      return provider.stream(request);
    } catch (ProviderException.CreditsExhausted e) {
      throw e.topUpUrl() == null ? new ProviderException.CreditsExhausted(e.text(), page) : e;
    }
  }

  @Override
  public @Nullable String fastModel() {
    return provider.fastModel();
  }

  @Override
  public List<String> models() throws InterruptedException {
    return provider.models();
  }
}
