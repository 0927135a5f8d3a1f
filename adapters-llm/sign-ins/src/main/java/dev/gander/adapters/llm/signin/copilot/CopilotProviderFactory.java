package dev.gander.adapters.llm.signin.copilot;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.oauth.Browser;
import dev.gander.provider.kit.oauth.DesktopBrowser;
import dev.gander.provider.kit.oauth.DeviceCodeFlow;
import dev.gander.provider.kit.oauth.KeptTokens;
import dev.gander.provider.kit.oauth.OAuthClient;
import dev.gander.provider.kit.oauth.OAuthHttp;
import dev.gander.provider.kit.openai.ChatDecoder;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.OpenAiModelList;
import dev.gander.provider.kit.openai.OpenAiResponses;
import dev.gander.provider.kit.openai.Responses;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.RequestLog;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.signin.SignedInProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes the provider `github_copilot`.
public final class CopilotProviderFactory extends ServiceFactory {
  static final String SERVICE = "GitHub Copilot";
  private static final String NAME = "github_copilot";
  private static final String CLIENT_ID = "GITHUB_COPILOT_CLIENT_ID";

  /// The one that editors use.
  private static final String USUAL_CLIENT = "Iv1.b507a08c87ecfe98";

  private final Function<ProviderSettings, CopilotHost> hosts;
  private final Function<ProviderSettings, Browser> browsers;

  public CopilotProviderFactory() {
    this(CopilotHost::from, DesktopBrowser::of, ClientEnvironment.real());
  }

  CopilotProviderFactory(
      Function<ProviderSettings, CopilotHost> hosts,
      Function<ProviderSettings, Browser> browsers,
      ClientEnvironment environment) {
    super(NAME, environment);
    this.hosts = hosts;
    this.browsers = browsers;
  }

  @Override
  public Provider create(ProviderSettings settings) {
    var access =
        new CopilotAccess(
            hosts.apply(settings),
            settings,
            KeptTokens.caches(settings, SERVICE),
            connections(),
            environment().clock());
    RequestLog log = log(settings);
    return new SignedInProvider(
        new CopilotProvider(NAME, access, address -> service(address, access, settings, log)),
        () -> signIn(access, settings));
  }

  private CopilotProvider.Service service(
      String address, CopilotAccess access, ProviderSettings settings, RequestLog log) {
    ServiceClient client = client(address, CopilotHeaders.EDITOR, access, settings);
    Map<String, String> listing = new LinkedHashMap<>(CopilotHeaders.EDITOR);
    listing.put("Copilot-Integration-Id", "vscode-chat");
    return new CopilotProvider.Service(
        address,
        chat(true, client, settings, log),
        chat(false, client, settings, log),
        new Responses(
            NAME,
            new OpenAiResponses("responses", true, false, settings),
            client,
            log,
            environment()),
        client(address, listing, access, settings));
  }

  private ServiceClient client(
      String address,
      Map<String, String> headers,
      CopilotAccess access,
      ProviderSettings settings) {
    return client(
        settings,
        Endpoint.of(address, "the address of Copilot", "", headers),
        CallLimits.from(settings, "GITHUB_COPILOT_TIMEOUT"),
        access);
  }

  private ChatProvider chat(
      boolean streams, ServiceClient client, ProviderSettings settings, RequestLog log) {
    return new ChatProvider(
        new ChatProvider.Service(
            NAME,
            null,
            "chat/completions",
            new ChatDialect(true, true, streams, (body, _) -> body),
            () -> new ChatDecoder(environment()),
            service -> OpenAiModelList.fetch(service, "models")),
        client,
        settings,
        log);
  }

  /// Who is signed in stays so.
  private Credentials signIn(CopilotAccess access, ProviderSettings settings)
      throws InterruptedException {
    Optional<String> known = access.gitHubs();
    if (known.isPresent() && isAccepted(known.get(), access)) {
      return new Credentials.Secret(CopilotAccess.SECRET, known.get());
    }
    var device =
        new DeviceCodeFlow(
            access.host().device(),
            access.host().login(),
            new OAuthClient(settings.filledSetting(CLIENT_ID).orElse(USUAL_CLIENT)),
            "read:user",
            DeviceCodeFlow.Form.JSON,
            environment());
    OAuthHttp calls = new OAuthHttp(connections(), settings, CopilotHeaders.EDITOR);
    String token = device.tokens(calls, browsers.apply(settings)).need("access_token");
    // The last one may be another account's.
    access.caches().remove(TokenCache.GITHUB_COPILOT);
    return new Credentials.Secret(CopilotAccess.SECRET, token);
  }

  private static boolean isAccepted(String token, CopilotAccess access)
      throws InterruptedException {
    try {
      access.exchanged(token);
      return true;
    } catch (ProviderException.Authentication _) {
      return false;
    }
  }
}
