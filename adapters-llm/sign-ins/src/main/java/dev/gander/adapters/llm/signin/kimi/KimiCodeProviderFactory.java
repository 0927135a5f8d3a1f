package dev.gander.adapters.llm.signin.kimi;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.anthropic.Messages;
import dev.gander.provider.kit.anthropic.MessagesDialect;
import dev.gander.provider.kit.anthropic.MessagesProvider;
import dev.gander.provider.kit.oauth.Browser;
import dev.gander.provider.kit.oauth.DesktopBrowser;
import dev.gander.provider.kit.oauth.DeviceCodeFlow;
import dev.gander.provider.kit.oauth.KeptTokens;
import dev.gander.provider.kit.oauth.OAuthClient;
import dev.gander.provider.kit.oauth.OAuthHttp;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.signin.SignedInProvider;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// Makes the provider `kimi_code`: Anthropic's messages with a token that a device code brings.
public final class KimiCodeProviderFactory extends ServiceFactory {
  private static final String NAME = "kimi_code";
  private static final OAuthClient CLIENT = new OAuthClient("17e5f671-d194-4dfb-9706-5516cb48c098");
  private static final String API = "https://api.kimi.com/coding";
  private static final String LOGIN = "https://auth.kimi.com";
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final String api;
  private final String login;
  private final Function<ProviderSettings, Browser> browsers;

  public KimiCodeProviderFactory() {
    this(API, LOGIN, DesktopBrowser::of, ClientEnvironment.real());
  }

  KimiCodeProviderFactory(
      String api,
      String login,
      Function<ProviderSettings, Browser> browsers,
      ClientEnvironment environment) {
    super(NAME, environment);
    this.api = api;
    this.login = login;
    this.browsers = browsers;
  }

  @Override
  public Provider create(ProviderSettings settings) {
    Map<String, String> headers =
        settings.tokens().map(KimiCodeProviderFactory::headers).orElse(Map.of());
    OAuthHttp calls = new OAuthHttp(connections(), settings, headers);
    var renewal = new KeptTokens.Renewal(this::tokenEndpoint, CLIENT, MARGIN, "Kimi Code");
    KeptTokens tokens =
        KeptTokens.of(settings, TokenCache.KIMI_CODE, calls, renewal, environment().clock());
    Provider talking =
        new MessagesProvider(
            NAME,
            null,
            client(
                settings,
                Endpoint.of(api, "the address of Kimi", "", headers),
                CallLimits.from(settings, "KIMI_CODE_TIMEOUT"),
                tokens),
            new Messages(
                new MessagesDialect(false, false), settings, log(settings), environment()));
    return new SignedInProvider(
        talking, () -> tokens.signedIn(device().tokens(calls, browsers.apply(settings))));
  }

  private static Map<String, String> headers(TokenCaches caches) {
    return Map.of(
        "X-Msh-Platform",
        "kimi_cli",
        "X-Msh-Version",
        "0.1.0",
        "X-Msh-Device-Id",
        caches.deviceId(TokenCache.KIMI_CODE));
  }

  private DeviceCodeFlow device() {
    return new DeviceCodeFlow(
        URI.create(login + "/api/oauth/device_authorization"),
        tokenEndpoint(),
        CLIENT,
        "",
        DeviceCodeFlow.Form.FIELDS,
        environment());
  }

  private URI tokenEndpoint() {
    return URI.create(login + "/api/oauth/token");
  }
}
