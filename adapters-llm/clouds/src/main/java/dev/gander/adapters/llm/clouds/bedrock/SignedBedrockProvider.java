package dev.gander.adapters.llm.clouds.bedrock;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.Set;

/// Bedrock with signed requests: without the models that require a token.
record SignedBedrockProvider(Provider inner, Set<String> tokenOnly) implements ForwardingProvider {
  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    String model = request.model().modelName();
    if (tokenOnly.contains(model)) {
      throw new ProviderException.Unsupported(
          model + " is asked with a token: set AWS_BEARER_TOKEN_BEDROCK");
    }
    return inner.stream(request);
  }
}
