package dev.gander.adapters.llm.services.openai;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.wire.FamilyName;

/// `o1-mini` accepts no tools over chat completions, so calling it makes no sense.
record WithoutO1Mini(Provider inner) implements ForwardingProvider {
  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    if (FamilyName.begins(request.model().modelName(), "o1-mini")) {
      throw new ProviderException.ExecutionError(
          "The model o1-mini cannot call tools, which this agent needs: choose another one", null);
    }
    return inner.stream(request);
  }
}
