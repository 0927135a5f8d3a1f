package dev.gander.adapters.llm.signin.copilot;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.oauth.Browser;
import dev.gander.oauth.DeviceCodeFlow;
import dev.gander.oauth.OAuthClient;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthHttp;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.ChatService;
import dev.gander.provider.kit.openai.OpenAiResponses;
import dev.gander.provider.kit.openai.Responses;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.signin.BrowserSignInFactory;
import dev.gander.provider.kit.signin.SignedInProvider;
import dev.gander.provider.kit.signin.TokenCacheStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Creates the provider `github_copilot`.
public final class CopilotProviderFactory extends BrowserSignInFactory implements TableRow {
  static final TokenCache TOKENS = new TokenCache("githubcopilot");
  static final String SERVICE = "GitHub Copilot";
  private static final String NAME = "github_copilot";
  private static final String CLIENT_ID = "GITHUB_COPILOT_CLIENT_ID";

  /// The client id that editors use.
  private static final String USUAL_CLIENT = "Iv1.b507a08c87ecfe98";

  private final Function<ProviderSettings, CopilotHost> hosts;

  public CopilotProviderFactory() {
    this(CopilotHost::from);
  }

  CopilotProviderFactory(Function<ProviderSettings, CopilotHost> hosts) {
    super(NAME, ProviderTable::metadata, TOKENS);
    this.hosts = hosts;
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients, Browser browser) {
    TokenCaches caches = TokenCacheStore.caches(settings, SERVICE);
    var access = new CopilotAccess(hosts.apply(settings), settings, caches, clients);
    return new SignedInProvider(
        new CopilotProvider(NAME, access, address -> service(address, access)),
        () -> signIn(access, browser));
  }

  private static CopilotProvider.Service service(String address, CopilotAccess access) {
    ProviderSettings settings = access.settings();
    ServiceClient client = client(address, CopilotHeaders.EDITOR, access);
    Map<String, String> listing = new LinkedHashMap<>(CopilotHeaders.EDITOR);
    listing.put("Copilot-Integration-Id", "vscode-chat");
    return new CopilotProvider.Service(
        address,
        new ChatProvider(chat(true), client, settings),
        new ChatProvider(chat(false), client, settings),
        new Responses(NAME, new OpenAiResponses("responses", true, false, settings), client),
        client(address, listing, access));
  }

  private static ServiceClient client(
      String address, Map<String, String> headers, CopilotAccess access) {
    return access
        .clients()
        .to(Endpoint.of(address, "the address of Copilot", "", headers), access.settings())
        .limits(CallLimits.from(access.settings(), "GITHUB_COPILOT_TIMEOUT"))
        .bearer(access)
        .build();
  }

  private static ChatService chat(boolean streams) {
    return ChatService.named(NAME).in(new ChatDialect(true, true, streams, (body, _) -> body));
  }

  /// A user who is signed in stays signed in.
  private static Credentials signIn(CopilotAccess access, Browser browser)
      throws InterruptedException {
    Optional<String> known = access.gitHubs();
    if (known.isPresent() && isAccepted(known.get(), access)) {
      return new Credentials.Secret(CopilotAccess.SECRET, known.get());
    }
    ProviderSettings settings = access.settings();
    var flow =
        new DeviceCodeFlow(
            access.host().device(),
            access.host().login(),
            new OAuthClient(settings.filledSetting(CLIENT_ID).orElse(USUAL_CLIENT)),
            "read:user",
            DeviceCodeFlow.Form.JSON,
            access.clients().environment().clock(),
            access.clients().environment()::sleep);
    OAuthHttp http = access.clients().oauth(settings, CopilotHeaders.EDITOR);
    String token = flow.tokens(http, browser).need("access_token");
    // The old one may belong to another account.
    access.caches().remove(TOKENS);
    return new Credentials.Secret(CopilotAccess.SECRET, token);
  }

  private static boolean isAccepted(String token, CopilotAccess access)
      throws InterruptedException {
    try {
      access.exchanged(token);
      return true;
    } catch (OAuthException e) {
      if (e.kind() != OAuthException.Kind.REFUSED) {
        throw e;
      }
      return false;
    }
  }
}
