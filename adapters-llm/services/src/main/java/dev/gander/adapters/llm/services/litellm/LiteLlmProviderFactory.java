package dev.gander.adapters.llm.services.litellm;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.openai.CacheMarks;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.ChatService;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.service.ServiceFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/// Creates the provider `litellm`. Its answers are not streamed.
public final class LiteLlmProviderFactory extends ServiceFactory implements TableRow {
  /// Unlike the settings pages, whose default is a proxy on this machine.
  private static final String HOST = "https://api.litellm.ai";

  public LiteLlmProviderFactory() {
    super("litellm", ProviderTable::metadata);
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients) {
    Endpoint endpoint =
        Endpoint.of(
            settings.setting("LITELLM_HOST").orElse(HOST), "LITELLM_HOST", "", headers(settings));
    return new ChatProvider(
        service(settings),
        clients.to(endpoint, settings).limits(CallLimits.from(settings, "LITELLM_TIMEOUT")).build(),
        settings);
  }

  private ChatService service(ProviderSettings settings) {
    LiteLlmModels models = new LiteLlmModels();
    return ChatService.named(name())
        .at(settings.setting("LITELLM_BASE_PATH").orElse("v1/chat/completions"))
        .in(new ChatDialect(false, true, false, (body, _) -> body))
        .listing(models)
        .finishing(
            (body, request, client) ->
                models.isPromptKeptBy(request.model().modelName(), client)
                    ? CacheMarks.on(body)
                    : body);
  }

  private static Map<String, String> headers(ProviderSettings settings) {
    Map<String, String> headers = new LinkedHashMap<>(customHeaders(settings));
    settings
        .filledSecret("LITELLM_API_KEY")
        .ifPresent(key -> headers.put("authorization", "Bearer " + key));
    return headers;
  }

  /// One header per line, as in HTTP itself; lines without a colon are skipped.
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
