package dev.gander.adapters.llm.copilot;

import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.oauth.Browser;
import dev.gander.adapters.llm.oauth.Client;
import dev.gander.adapters.llm.oauth.DesktopBrowser;
import dev.gander.adapters.llm.oauth.DeviceSignIn;
import dev.gander.adapters.llm.oauth.KeptTokens;
import dev.gander.adapters.llm.oauth.SignedInProvider;
import dev.gander.adapters.llm.oauth.WebCalls;
import dev.gander.adapters.llm.openai.ChatDecoder;
import dev.gander.adapters.llm.openai.ChatDialect;
import dev.gander.adapters.llm.openai.ChatProvider;
import dev.gander.adapters.llm.openai.OpenAiModelList;
import dev.gander.adapters.llm.openai.OpenAiResponses;
import dev.gander.adapters.llm.openai.Responses;
import dev.gander.adapters.llm.table.ServiceFactory;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenCache;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes the provider `github_copilot`.
public final class CopilotProviderFactory extends ServiceFactory {
  static final String SERVICE = "GitHub Copilot";
  private static final String NAME = "github_copilot";
  static final TokenCache TOKENS = new TokenCache("githubcopilot");
  private static final String CLIENT_ID = "GITHUB_COPILOT_CLIENT_ID";

  /// The one that editors use.
  private static final String USUAL_CLIENT = "Iv1.b507a08c87ecfe98";

  private final Function<ProviderSettings, CopilotHost> hosts;
  private final Function<ProviderSettings, Browser> browsers;

  public CopilotProviderFactory() {
    this(CopilotHost::from, DesktopBrowser::of, Surroundings.real());
  }

  CopilotProviderFactory(
      Function<ProviderSettings, CopilotHost> hosts,
      Function<ProviderSettings, Browser> browsers,
      Surroundings surroundings) {
    super(NAME, surroundings);
    this.hosts = hosts;
    this.browsers = browsers;
  }

  @Override
  public Optional<TokenCache> tokenCache() {
    return Optional.of(TOKENS);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    var access =
        new CopilotAccess(
            hosts.apply(settings),
            settings,
            KeptTokens.caches(settings, SERVICE),
            connections(),
            surroundings().clock());
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
            surroundings()),
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
            () -> new ChatDecoder(surroundings()),
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
        new DeviceSignIn(
            access.host().device(),
            access.host().login(),
            new Client(settings.filledSetting(CLIENT_ID).orElse(USUAL_CLIENT)),
            "read:user",
            DeviceSignIn.Form.JSON,
            surroundings());
    WebCalls calls = new WebCalls(connections(), settings, CopilotHeaders.EDITOR);
    String token = device.tokens(calls, browsers.apply(settings)).need("access_token");
    // The last one may be another account's.
    access.caches().remove(TOKENS);
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
