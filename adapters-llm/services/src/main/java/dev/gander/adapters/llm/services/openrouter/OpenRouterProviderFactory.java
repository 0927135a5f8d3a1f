package dev.gander.adapters.llm.services.openrouter;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.CacheMarks;
import dev.gander.provider.kit.openai.ChatDecoder;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.OpenAiModelList;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.wire.RequestBody;
import java.util.Map;

/// Makes the provider `openrouter`.
public final class OpenRouterProviderFactory extends ServiceFactory {
  static final String NAME = "openrouter";

  public OpenRouterProviderFactory() {
    this(ClientEnvironment.real());
  }

  OpenRouterProviderFactory(ClientEnvironment environment) {
    super(NAME, environment);
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
            () -> new KeptDetails(new ChatDecoder(environment())),
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
