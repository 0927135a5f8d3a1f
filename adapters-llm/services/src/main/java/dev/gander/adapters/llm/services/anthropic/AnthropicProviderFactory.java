package dev.gander.adapters.llm.services.anthropic;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.services.DeclaredService;
import dev.gander.adapters.llm.services.EngineFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.provider.kit.anthropic.Messages;
import dev.gander.provider.kit.anthropic.MessagesDialect;
import dev.gander.provider.kit.anthropic.MessagesProvider;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClients;
import java.util.Map;
import java.util.TreeMap;

/// Creates the provider `anthropic`.
public final class AnthropicProviderFactory extends EngineFactory {
  private static final String FAST_MODEL = "claude-haiku-4-5";
  private static final String HOST = "https://api.anthropic.com";

  public AnthropicProviderFactory() {
    super("anthropic", ProviderTable::metadata);
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients) {
    String key = settings.needSecret("ANTHROPIC_API_KEY");
    String host = settings.filledSetting("ANTHROPIC_HOST").orElse(HOST);
    Endpoint endpoint = Endpoint.of(host, "ANTHROPIC_HOST", "", headers(Map.of(), key));
    return new MessagesProvider(
        name(),
        FAST_MODEL,
        clients
            .to(endpoint, settings)
            .limits(CallLimits.from(settings, "ANTHROPIC_TIMEOUT"))
            .build(),
        new Messages(MessagesDialect.ANTHROPIC, settings));
  }

  @Override
  public Provider create(
      ProviderDeclaration declaration, ProviderSettings settings, ServiceClients clients) {
    DeclaredService.requireStreaming(declaration);
    boolean keeps = declaration.dialect().keepsThinking(keepsThinking());
    String key = DeclaredService.key(declaration, settings).orElse("");
    return new MessagesProvider(
        declaration.name(),
        null,
        clients
            .to(
                DeclaredService.endpoint(
                    declaration.endpoint().baseUrl(),
                    headers(declaration.endpoint().headersOrNone(), key)),
                settings)
            .limits(DeclaredService.limits(declaration, settings))
            .build(),
        new Messages(new MessagesDialect(keeps, keeps), settings));
  }

  /// A user's header may override the version, but not the key.
  private static Map<String, String> headers(Map<String, String> own, String key) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(Messages.VERSION);
    headers.putAll(own);
    if (!key.isEmpty()) {
      headers.put("x-api-key", key);
    }
    return headers;
  }
}
