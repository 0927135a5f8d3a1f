package dev.gander.adapters.llm.services.openrouter;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.openai.CacheMarks;
import dev.gander.provider.kit.openai.ChatDecoder;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.ChatService;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.service.ServiceFactory;
import dev.gander.provider.kit.wire.FamilyName;
import dev.gander.provider.kit.wire.RequestBody;
import java.util.Map;

/// Creates the provider `openrouter`.
public final class OpenRouterProviderFactory extends ServiceFactory implements TableRow {
  static final String NAME = "openrouter";

  public OpenRouterProviderFactory() {
    super(NAME, ProviderTable::metadata);
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients) {
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
        service(settings),
        clients
            .to(endpoint, settings)
            .limits(CallLimits.from(settings, "OPENROUTER_TIMEOUT"))
            .build(),
        settings);
  }

  private ChatService service(ProviderSettings settings) {
    return ChatService.named(NAME)
        .withFastModel(metadata().fastModel())
        .at("api/v1/chat/completions")
        .in(
            new ChatDialect(
                true,
                true,
                true,
                ReasoningDetails::recall,
                (body, request) -> OpenRouterMembers.addTo(body, request, settings)))
        .decodedBy(environment -> new KeptDetails(new ChatDecoder(environment)))
        .listingAt("api/v1/models")
        .finishing((body, request, _) -> forItsMaker(body, request));
  }

  private static RequestBody forItsMaker(RequestBody body, ProviderRequest request) {
    String model = request.model().modelName();
    if (FamilyName.begins(model, "anthropic/")) {
      return CacheMarks.on(body);
    }
    return ReasoningDetails.areWantedBy(model) ? ReasoningDetails.giveBack(body) : body;
  }
}
