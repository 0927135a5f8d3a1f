package dev.gander.adapters.llm.services.openai;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.services.DeclaredService;
import dev.gander.adapters.llm.services.EngineFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.ChatService;
import dev.gander.provider.kit.openai.ModelList;
import dev.gander.provider.kit.openai.OpenAiModelList;
import dev.gander.provider.kit.openai.OpenAiResponses;
import dev.gander.provider.kit.openai.Responses;
import dev.gander.provider.kit.openai.ResponsesProvider;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClients;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Creates the provider `openai`: OpenAI itself, or a compatible service at the configured address.
public final class OpenAiProviderFactory extends EngineFactory {
  private static final String FAST_MODEL = "gpt-4o-mini";

  public OpenAiProviderFactory() {
    super("openai", ProviderTable::metadata);
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients) {
    OpenAiAddress address = OpenAiAddress.from(settings);
    Target target =
        new Target(
            name(),
            address,
            address.isOpenAi() ? FAST_MODEL : null,
            ChatDialect.plain(!address.isOpenAi()),
            address.responsesModels());
    return provider(
        target,
        client(
            address,
            headers(settings),
            CallLimits.from(settings, "OPENAI_TIMEOUT"),
            settings,
            clients),
        settings);
  }

  /// Services that imitate OpenAI need earlier thoughts back.
  @Override
  public boolean keepsThinking() {
    return true;
  }

  @Override
  public Provider create(
      ProviderDeclaration declaration, ProviderSettings settings, ServiceClients clients) {
    OpenAiAddress address = OpenAiAddress.of(declaration);
    Target target =
        new Target(
            declaration.name(),
            address,
            null,
            DeclaredDialect.of(declaration, declaration.dialect().keepsThinking(keepsThinking())),
            DeclaredDialect.knowsResponses(declaration) ? address.responsesModels() : _ -> false);
    Provider provider =
        provider(
            target,
            client(
                address,
                DeclaredService.bearer(declaration, settings),
                DeclaredService.limits(declaration, settings),
                settings,
                clients),
            settings);
    return DeclaredDialect.topUpUrl(declaration)
        .<Provider>map(page -> new WithTopUp(provider, page))
        .orElse(provider);
  }

  private static ServiceClient client(
      OpenAiAddress address,
      Map<String, String> headers,
      CallLimits limits,
      ProviderSettings settings,
      ServiceClients clients) {
    Endpoint endpoint = Endpoint.of(address.host(), address.setting(), address.query(), headers);
    return clients.to(endpoint, settings).limits(limits).build();
  }

  /// A service to call like OpenAI.
  private record Target(
      String name,
      OpenAiAddress address,
      @Nullable String fastModel,
      ChatDialect dialect,
      Predicate<String> responsesModels) {}

  private static Provider provider(Target target, ServiceClient client, ProviderSettings settings) {
    OpenAiAddress address = target.address();
    ChatService service =
        ChatService.named(target.name())
            .withFastModel(target.fastModel())
            .at(address.path())
            .in(target.dialect())
            .listing(models(address));
    ChatProvider chat = new ChatProvider(service, client, settings);
    var dialect =
        new OpenAiResponses(
            address.sibling(OpenAiAddress.RESPONSES),
            target.dialect().streams(),
            address.isOpenAi(),
            settings);
    return new ResponsesProvider(
        address.isCustomPath() ? new WithoutO1Mini(chat) : chat,
        target.responsesModels(),
        new Responses(target.name(), dialect, client));
  }

  /// OpenAI itself never reports how much context its models have.
  private static ModelList models(OpenAiAddress address) {
    String path = address.sibling("models");
    return address.isOpenAi()
        ? client -> OpenAiModelList.fetch(client, path)
        : new ServerModels(path);
  }

  private static Map<String, String> headers(ProviderSettings settings) {
    Map<String, String> headers = new LinkedHashMap<>();
    Map<String, String> custom =
        CustomHeaders.parse(settings.secret("OPENAI_CUSTOM_HEADERS").orElse(""));
    if (custom.isEmpty()) {
      settings.setting("OPENAI_ORGANIZATION").ifPresent(o -> headers.put("OpenAI-Organization", o));
      settings.setting("OPENAI_PROJECT").ifPresent(p -> headers.put("OpenAI-Project", p));
    }
    settings.knownSecrets().addAll(custom.values());
    headers.putAll(custom);
    settings
        .filledSecret("OPENAI_API_KEY")
        .ifPresent(key -> headers.put("authorization", "Bearer " + key));
    return headers;
  }
}
