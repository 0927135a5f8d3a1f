package dev.gander.provider.kit.openai;

import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.Map;
import java.util.function.Predicate;

/// A service that uses Responses for some models, and chat completions for all others.
///
/// @param isAsked whether the model of that name is called over Responses
public record ResponsesProvider(Provider inner, Predicate<String> isAsked, Responses responses)
    implements ForwardingProvider {
  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    return isAsked.test(request.model().modelName())
        ? responses.stream(request, Map.of())
        : inner.stream(request);
  }
}
