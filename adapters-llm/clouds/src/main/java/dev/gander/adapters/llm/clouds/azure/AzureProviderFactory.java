package dev.gander.adapters.llm.clouds.azure;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.json.Json;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.ChatService;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClientBuilder;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.service.ServiceFactory;
import java.util.Map;

/// Creates the provider `azure_openai`. A token from the user takes precedence over a key; without
/// either, the Azure CLI is asked for a token.
public final class AzureProviderFactory extends ServiceFactory implements TableRow {
  public AzureProviderFactory() {
    super("azure_openai", ProviderTable::metadata);
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients) {
    AzureAddress address = AzureAddress.from(settings);
    Map<String, String> headers = credentials(settings);
    Endpoint endpoint =
        Endpoint.of(address.endpoint(), "AZURE_OPENAI_ENDPOINT", address.query(), headers);
    ServiceClientBuilder client =
        clients.to(endpoint, settings).limits(CallLimits.from(settings, "AZURE_OPENAI_TIMEOUT"));
    if (headers.isEmpty()) {
      client.bearer(new AzureCli(settings, clients.environment().clock()));
    }
    return new ChatProvider(
        ChatService.named(name())
            .at(address.chat())
            .in(dialect(address))
            .listingAt(address.models()),
        client.build(),
        settings);
  }

  private static Map<String, String> credentials(ProviderSettings settings) {
    return settings
        .filledSecret("AZURE_OPENAI_AD_TOKEN")
        .map(token -> Map.of("authorization", "Bearer " + token))
        .or(() -> settings.filledSecret("AZURE_OPENAI_API_KEY").map(key -> Map.of("api-key", key)))
        .orElse(Map.of());
  }

  private static ChatDialect dialect(AzureAddress address) {
    return new ChatDialect(
        true,
        (body, _) ->
            address.namesDeploymentsLikeModels()
                ? body.with("model", Json.of(address.deployment()))
                : body);
  }
}
