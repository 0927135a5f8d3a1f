package dev.gander.adapters.llm.services.nanogpt;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.ChatDecoder;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import java.time.Duration;
import java.util.Map;

/// Makes the provider `nano-gpt`.
public final class NanoGptProviderFactory extends ServiceFactory {
  private static final String NAME = "nano-gpt";
  private static final Duration PATIENCE_FOR_THE_SUBSCRIPTION = Duration.ofSeconds(10);

  private final String api;

  public NanoGptProviderFactory() {
    this("https://nano-gpt.com/api", ClientEnvironment.real());
  }

  NanoGptProviderFactory(String api, ClientEnvironment environment) {
    super(NAME, environment);
    this.api = api;
  }

  @Override
  public Provider create(ProviderSettings settings) {
    Endpoint endpoint =
        Endpoint.of(
            api,
            "the address of NanoGPT",
            "",
            Map.of(
                "authorization",
                "Bearer " + settings.needSecret("NANOGPT_API_KEY"),
                "x-client",
                "goose"));
    CallLimits limits = CallLimits.from(settings, "NANOGPT_TIMEOUT");
    CallLimits soon =
        new CallLimits(
            PATIENCE_FOR_THE_SUBSCRIPTION, PATIENCE_FOR_THE_SUBSCRIPTION, limits.advice());
    return new NanoGptProvider(
        chat("v1/", endpoint, limits, settings),
        chat("subscription/v1/", endpoint, limits, settings),
        new Subscription(client(settings, endpoint, soon)));
  }

  private Provider chat(
      String base, Endpoint endpoint, CallLimits limits, ProviderSettings settings) {
    ServiceClient client = client(settings, endpoint, limits);
    return new ChatProvider(
        new ChatProvider.Service(
            NAME,
            null,
            base + "chat/completions",
            ChatDialect.plain(true),
            () -> new ChatDecoder(environment()),
            service -> NanoGptModels.fetch(service, base)),
        client,
        settings,
        log(settings));
  }
}
