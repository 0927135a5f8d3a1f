package dev.gander.adapters.llm.signin.kimi;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.oauth.Browser;
import dev.gander.oauth.DeviceCodeFlow;
import dev.gander.oauth.OAuthClient;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.anthropic.Messages;
import dev.gander.provider.kit.anthropic.MessagesDialect;
import dev.gander.provider.kit.anthropic.MessagesProvider;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.signin.BrowserSignInFactory;
import dev.gander.provider.kit.signin.OAuthService;
import dev.gander.provider.kit.signin.SignIn;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Creates the provider `kimi_code`: Anthropic's messages with a token from a device code sign-in.
public final class KimiCodeProviderFactory extends BrowserSignInFactory implements TableRow {
  static final TokenCache TOKENS = new TokenCache("kimicode/token.json");
  private static final OAuthClient CLIENT = new OAuthClient("17e5f671-d194-4dfb-9706-5516cb48c098");
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final String api;
  private final String login;

  public KimiCodeProviderFactory() {
    this("https://api.kimi.com/coding", "https://auth.kimi.com");
  }

  KimiCodeProviderFactory(String api, String login) {
    super("kimi_code", ProviderTable::metadata, TOKENS);
    this.api = api;
    this.login = login;
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients, Browser browser) {
    Map<String, String> headers =
        settings.tokens().map(KimiCodeProviderFactory::headers).orElse(Map.of());
    SignIn signIn = service(clients.environment()).with(settings, clients, headers);
    ServiceClient client =
        clients
            .to(Endpoint.of(api, "the address of Kimi", "", headers), settings)
            .limits(CallLimits.from(settings, "KIMI_CODE_TIMEOUT"))
            .bearer(signIn.tokens())
            .build();
    var messages = new Messages(new MessagesDialect(false, false), settings);
    return signIn.around(new MessagesProvider(name(), null, client, messages), browser);
  }

  private static Map<String, String> headers(TokenCaches caches) {
    return Map.of(
        "X-Msh-Platform",
        "kimi_cli",
        "X-Msh-Version",
        "0.1.0",
        "X-Msh-Device-Id",
        caches.deviceId(TOKENS));
  }

  private OAuthService service(ClientEnvironment environment) {
    URI token = URI.create(login + "/api/oauth/token");
    return new OAuthService(
        "Kimi Code",
        TOKENS.file(),
        token,
        MARGIN,
        _ -> CLIENT,
        client ->
            new DeviceCodeFlow(
                URI.create(login + "/api/oauth/device_authorization"),
                token,
                client,
                "",
                DeviceCodeFlow.Form.FIELDS,
                environment.clock(),
                environment::sleep));
  }
}
