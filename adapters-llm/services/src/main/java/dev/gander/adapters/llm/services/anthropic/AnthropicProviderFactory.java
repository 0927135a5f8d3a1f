package dev.gander.adapters.llm.services.anthropic;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.adapters.llm.services.DeclaredService;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.anthropic.Messages;
import dev.gander.provider.kit.anthropic.MessagesDialect;
import dev.gander.provider.kit.anthropic.MessagesProvider;
import dev.gander.provider.kit.service.Bearer;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.RetryPolicy;
import dev.gander.provider.kit.service.ServiceClient;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes the provider `anthropic`.
public final class AnthropicProviderFactory extends ServiceFactory implements ProviderEngine {
  private static final String NAME = "anthropic";
  private static final String FAST_MODEL = "claude-haiku-4-5";
  private static final String HOST = "https://api.anthropic.com";

  public AnthropicProviderFactory() {
    this(ClientEnvironment.real());
  }

  public AnthropicProviderFactory(ClientEnvironment environment) {
    super(NAME, environment);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    String key = settings.needSecret("ANTHROPIC_API_KEY");
    String host = settings.filledSetting("ANTHROPIC_HOST").orElse(HOST);
    return provider(
        NAME,
        FAST_MODEL,
        MessagesDialect.ANTHROPIC,
        Endpoint.of(host, "ANTHROPIC_HOST", "", headers(Map.of(), key)),
        null,
        CallLimits.from(settings, "ANTHROPIC_TIMEOUT"),
        settings);
  }

  @Override
  public Provider create(ProviderDeclaration declaration, ProviderSettings settings) {
    DeclaredService.requireStreaming(declaration);
    boolean keeps = declaration.keepsThinking();
    String key = DeclaredService.key(declaration, settings).orElse("");
    return provider(
        declaration.name(),
        null,
        new MessagesDialect(keeps, keeps),
        Endpoint.of(
            declaration.baseUrl(),
            DeclaredService.BASE_URL,
            "",
            headers(declaration.headersOrNone(), key)),
        null,
        DeclaredService.limits(declaration, settings),
        settings);
  }

  /// A user's header may change the version, but not the key.
  private static Map<String, String> headers(Map<String, String> own, String key) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(Messages.VERSION);
    headers.putAll(own);
    if (!key.isEmpty()) {
      headers.put("x-api-key", key);
    }
    return headers;
  }

  private Provider provider(
      String name,
      @Nullable String fastModel,
      MessagesDialect dialect,
      Endpoint endpoint,
      @Nullable Bearer bearer,
      CallLimits limits,
      ProviderSettings settings) {
    ServiceClient client =
        new ServiceClient(
            connections(), settings, endpoint, limits, RetryPolicy.USUAL, environment(), bearer);
    return new MessagesProvider(
        name, fastModel, client, new Messages(dialect, settings, log(settings), environment()));
  }
}
