package dev.gander.adapters.llm.azure;

import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.RetryPolicy;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.openai.ChatDecoder;
import dev.gander.adapters.llm.openai.ChatDialect;
import dev.gander.adapters.llm.openai.ChatProvider;
import dev.gander.adapters.llm.openai.OpenAiModelList;
import dev.gander.adapters.llm.table.ServiceFactory;
import dev.gander.domain.json.Json;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import java.util.Map;

/// Makes the provider `azure_openai`. A token that the user gives counts before a key, and without
/// either the Azure CLI is asked for a token.
public final class AzureProviderFactory extends ServiceFactory {
  private static final String NAME = "azure_openai";

  public AzureProviderFactory() {
    this(Surroundings.real());
  }

  AzureProviderFactory(Surroundings surroundings) {
    super(NAME, surroundings);
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
            surroundings(),
            headers.isEmpty() ? new AzureCli(settings, surroundings().clock()) : null);
    return new ChatProvider(
        new ChatProvider.Service(
            NAME,
            null,
            address.chat(),
            dialect(address),
            () -> new ChatDecoder(surroundings()),
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
