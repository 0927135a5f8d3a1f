package dev.gander.adapters.llm.litellm;

import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Connections;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.RetryPolicy;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.openai.ChatDecoder;
import dev.gander.adapters.llm.openai.ChatDialect;
import dev.gander.adapters.llm.openai.ChatProvider;
import dev.gander.adapters.llm.table.ProviderTable;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes the provider `litellm`. Its answers come whole.
public final class LiteLlmProviderFactory implements ProviderFactory {
  private static final String NAME = "litellm";

  /// Not what the settings pages say: theirs is a proxy on this machine.
  private static final String HOST = "https://api.litellm.ai";

  private final Connections connections = new Connections();
  private final Surroundings surroundings;

  public LiteLlmProviderFactory() {
    this(Surroundings.real());
  }

  LiteLlmProviderFactory(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ProviderMetadata metadata() {
    return ProviderTable.metadata(NAME);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    ServiceClient client =
        new ServiceClient(
            connections,
            settings,
            Endpoint.of(
                settings.setting("LITELLM_HOST").orElse(HOST),
                "LITELLM_HOST",
                "",
                headers(settings)),
            CallLimits.from(settings, "LITELLM_TIMEOUT"),
            RetryPolicy.USUAL,
            surroundings);
    LiteLlmModels models = new LiteLlmModels();
    return new ChatProvider(
        new ChatProvider.Service(
            NAME,
            null,
            settings.setting("LITELLM_BASE_PATH").orElse("v1/chat/completions"),
            new ChatDialect(false, true, false, (body, _) -> body),
            () -> new ChatDecoder(surroundings),
            models::names,
            models::isPromptKeptBy),
        client,
        settings,
        new RequestLog(settings, surroundings.uuids()));
  }

  private static Map<String, String> headers(ProviderSettings settings) {
    Map<String, String> headers = new LinkedHashMap<>(customHeaders(settings));
    settings
        .secret("LITELLM_API_KEY")
        .map(String::strip)
        .filter(key -> !key.isEmpty())
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
    return headers;
  }
}
