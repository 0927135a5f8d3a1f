package dev.gander.adapters.llm.openrouter;

import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.openai.CacheMarks;
import dev.gander.adapters.llm.openai.ChatDecoder;
import dev.gander.adapters.llm.openai.ChatDialect;
import dev.gander.adapters.llm.openai.ChatProvider;
import dev.gander.adapters.llm.openai.OpenAiModelList;
import dev.gander.adapters.llm.table.ServiceFactory;
import dev.gander.adapters.llm.wire.RequestBody;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import java.util.Map;

/// Makes the provider `openrouter`.
public final class OpenRouterProviderFactory extends ServiceFactory {
  static final String NAME = "openrouter";

  public OpenRouterProviderFactory() {
    this(Surroundings.real());
  }

  OpenRouterProviderFactory(Surroundings surroundings) {
    super(NAME, surroundings);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    Endpoint endpoint =
        Endpoint.of(
            settings.setting("OPENROUTER_HOST").orElse("https://openrouter.ai"),
            "OPENROUTER_HOST",
            "",
            Map.of(
                "authorization",
                "Bearer " + settings.needSecret("OPENROUTER_API_KEY"),
                "HTTP-Referer",
                "https://goose-docs.ai",
                "X-Title",
                "goose"));
    return new ChatProvider(
        new ChatProvider.Service(
            NAME,
            metadata().fastModel(),
            "api/v1/chat/completions",
            new ChatDialect(
                true,
                true,
                true,
                ReasoningDetails::recall,
                (body, request) -> OpenRouterMembers.addTo(body, request, settings)),
            () -> new KeptDetails(new ChatDecoder(surroundings())),
            client -> OpenAiModelList.fetch(client, "api/v1/models"),
            (body, request, _) -> forItsMaker(body, request)),
        client(settings, endpoint, CallLimits.from(settings, "OPENROUTER_TIMEOUT")),
        settings,
        log(settings));
  }

  private static RequestBody forItsMaker(RequestBody body, ProviderRequest request) {
    String model = request.model().modelName();
    if (model.startsWith("anthropic/")) {
      return CacheMarks.on(body);
    }
    return ReasoningDetails.areWantedBy(model) ? ReasoningDetails.giveBack(body) : body;
  }
}
