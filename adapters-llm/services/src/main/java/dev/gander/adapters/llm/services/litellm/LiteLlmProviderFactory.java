package dev.gander.adapters.llm.services.litellm;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.CacheMarks;
import dev.gander.provider.kit.openai.ChatDecoder;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes the provider `litellm`. Its answers come whole.
public final class LiteLlmProviderFactory extends ServiceFactory {
  private static final String NAME = "litellm";

  /// Not what the settings pages say: theirs is a proxy on this machine.
  private static final String HOST = "https://api.litellm.ai";

  public LiteLlmProviderFactory() {
    this(ClientEnvironment.real());
  }

  LiteLlmProviderFactory(ClientEnvironment environment) {
    super(NAME, environment);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    ServiceClient client =
        client(
            settings,
            Endpoint.of(
                settings.setting("LITELLM_HOST").orElse(HOST),
                "LITELLM_HOST",
                "",
                headers(settings)),
            CallLimits.from(settings, "LITELLM_TIMEOUT"));
    LiteLlmModels models = new LiteLlmModels();
    return new ChatProvider(
        new ChatProvider.Service(
            NAME,
            null,
            settings.setting("LITELLM_BASE_PATH").orElse("v1/chat/completions"),
            new ChatDialect(false, true, false, (body, _) -> body),
            () -> new ChatDecoder(environment()),
            models,
            (body, request, service) ->
                models.isPromptKeptBy(request.model().modelName(), service)
                    ? CacheMarks.on(body)
                    : body),
        client,
        settings,
        log(settings));
  }

  private static Map<String, String> headers(ProviderSettings settings) {
    Map<String, String> headers = new LinkedHashMap<>(customHeaders(settings));
    settings
        .filledSecret("LITELLM_API_KEY")
        .ifPresent(key -> headers.put("authorization", "Bearer " + key));
    return headers;
  }

  /// A header in each line, as in HTTP itself; lines without a colon are passed over.
  private static Map<String, String> customHeaders(ProviderSettings settings) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : settings.secret("LITELLM_CUSTOM_HEADERS").orElse("").split("\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    settings.knownSecrets().addAll(headers.values());
    return headers;
  }
}
