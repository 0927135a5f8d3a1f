package dev.gander.adapters.llm.clouds.bedrock;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.Set;

/// Bedrock for who signs requests: without those models that are asked with a token only.
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
