package dev.gander.adapters.llm.openai;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A service that speaks Responses for some models, and chat completions for all others.
///
/// @param isAsked by their names, the models that are asked over Responses
public record ResponsesProvider(Provider chat, Predicate<String> isAsked, Responses responses)
    implements Provider {
  @Override
  public String name() {
    return chat.name();
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    return isAsked.test(request.model().modelName())
        ? responses.stream(request, Map.of())
        : chat.stream(request);
  }

  @Override
  public @Nullable String fastModel() {
    return chat.fastModel();
  }

  @Override
  public List<String> models() throws InterruptedException {
    return chat.models();
  }
}
