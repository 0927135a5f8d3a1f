package dev.gander.adapters.llm.services.nanogpt;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.ChatService;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.service.ServiceFactory;
import java.time.Duration;
import java.util.Map;

/// Creates the provider `nano-gpt`.
public final class NanoGptProviderFactory extends ServiceFactory implements TableRow {
  private static final Duration PATIENCE_FOR_THE_SUBSCRIPTION = Duration.ofSeconds(10);

  private final String api;

  public NanoGptProviderFactory() {
    this("https://nano-gpt.com/api");
  }

  NanoGptProviderFactory(String api) {
    super("nano-gpt", ProviderTable::metadata);
    this.api = api;
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients) {
    Map<String, String> headers =
        Map.of(
            "authorization",
            "Bearer " + settings.needSecret("NANOGPT_API_KEY"),
            "x-client",
            "goose");
    ServiceClient client =
        clients
            .to(Endpoint.of(api, "the address of NanoGPT", "", headers), settings)
            .limits(CallLimits.from(settings, "NANOGPT_TIMEOUT"))
            .build();
    return new NanoGptProvider(
        chat("v1/", client, settings),
        chat("subscription/v1/", client, settings),
        new NanoGptSubscription(client.within(PATIENCE_FOR_THE_SUBSCRIPTION)));
  }

  private Provider chat(String base, ServiceClient client, ProviderSettings settings) {
    return new ChatProvider(
        ChatService.named(name())
            .at(base + "chat/completions")
            .listing(service -> NanoGptModels.fetch(service, base)),
        client,
        settings);
  }
}
