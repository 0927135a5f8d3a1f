package dev.gander.adapters.llm.services.openai;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.adapters.llm.services.DeclaredService;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.ChatDecoder;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.OpenAiModelList;
import dev.gander.provider.kit.openai.OpenAiResponses;
import dev.gander.provider.kit.openai.Responses;
import dev.gander.provider.kit.openai.ResponsesProvider;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.RequestLog;
import dev.gander.provider.kit.service.ServiceClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes the provider `openai`: OpenAI itself, or whatever speaks like it at the configured
/// address.
public final class OpenAiProviderFactory extends ServiceFactory implements ProviderEngine {
  private static final String NAME = "openai";
  private static final String FAST_MODEL = "gpt-4o-mini";

  public OpenAiProviderFactory() {
    this(ClientEnvironment.real());
  }

  public OpenAiProviderFactory(ClientEnvironment environment) {
    super(NAME, environment);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    OpenAiAddress address = OpenAiAddress.from(settings);
    return provider(
        new Target(
            NAME,
            address,
            address.isOpenAi() ? FAST_MODEL : null,
            headers(settings),
            CallLimits.from(settings, "OPENAI_TIMEOUT"),
            ChatDialect.plain(!address.isOpenAi()),
            address.responsesModels()),
        settings);
  }

  @Override
  public Provider create(ProviderDeclaration declaration, ProviderSettings settings) {
    OpenAiAddress address = OpenAiAddress.of(declaration);
    Provider provider =
        provider(
            new Target(
                declaration.name(),
                address,
                null,
                DeclaredService.bearer(declaration, settings),
                DeclaredService.limits(declaration, settings),
                DeclaredDialect.of(declaration),
                DeclaredDialect.knowsResponses(declaration)
                    ? address.responsesModels()
                    : _ -> false),
            settings);
    return DeclaredDialect.topUpUrl(declaration)
        .<Provider>map(page -> new WithTopUp(provider, page))
        .orElse(provider);
  }

  /// A service that is to be asked like OpenAI.
  private record Target(
      String name,
      OpenAiAddress address,
      @Nullable String fastModel,
      Map<String, String> headers,
      CallLimits limits,
      ChatDialect dialect,
      Predicate<String> responsesModels) {}

  private Provider provider(Target target, ProviderSettings settings) {
    OpenAiAddress address = target.address();
    ServiceClient client =
        client(
            settings,
            Endpoint.of(address.host(), address.setting(), address.query(), target.headers()),
            target.limits());
    RequestLog log = log(settings);
    ChatProvider chat =
        new ChatProvider(
            new ChatProvider.Service(
                target.name(),
                target.fastModel(),
                address.path(),
                target.dialect(),
                () -> new ChatDecoder(environment()),
                models(address)),
            client,
            settings,
            log);
    return new ResponsesProvider(
        address.isCustomPath() ? new WithoutO1Mini(chat) : chat,
        target.responsesModels(),
        new Responses(
            target.name(),
            new OpenAiResponses(
                address.sibling(OpenAiAddress.RESPONSES),
                target.dialect().streams(),
                address.isOpenAi(),
                settings),
            client,
            log,
            environment()));
  }

  /// OpenAI itself never tells how much context its models have.
  private static ChatProvider.ModelList models(OpenAiAddress address) {
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
