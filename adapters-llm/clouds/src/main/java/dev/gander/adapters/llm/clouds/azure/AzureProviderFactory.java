package dev.gander.adapters.llm.clouds.azure;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.domain.json.Json;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.ChatDecoder;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.OpenAiModelList;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.RetryPolicy;
import dev.gander.provider.kit.service.ServiceClient;
import java.util.Map;

/// Makes the provider `azure_openai`. A token that the user gives counts before a key, and without
/// either the Azure CLI is asked for a token.
public final class AzureProviderFactory extends ServiceFactory {
  private static final String NAME = "azure_openai";

  public AzureProviderFactory() {
    this(ClientEnvironment.real());
  }

  AzureProviderFactory(ClientEnvironment environment) {
    super(NAME, environment);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    AzureAddress address = AzureAddress.from(settings);
    Map<String, String> headers = credentials(settings);
    ServiceClient client =
        new ServiceClient(
            connections(),
            settings,
            Endpoint.of(address.endpoint(), "AZURE_OPENAI_ENDPOINT", address.query(), headers),
            CallLimits.from(settings, "AZURE_OPENAI_TIMEOUT"),
            RetryPolicy.USUAL,
            environment(),
            headers.isEmpty() ? new AzureCli(settings, environment().clock()) : null);
    return new ChatProvider(
        new ChatProvider.Service(
            NAME,
            null,
            address.chat(),
            dialect(address),
            () -> new ChatDecoder(environment()),
            service -> OpenAiModelList.fetch(service, address.models())),
        client,
        settings,
        log(settings));
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
