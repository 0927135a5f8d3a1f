package dev.gander.adapters.llm.kimi;

import dev.gander.adapters.llm.anthropic.AnthropicProviderFactory;
import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.oauth.Browser;
import dev.gander.adapters.llm.oauth.Client;
import dev.gander.adapters.llm.oauth.DesktopBrowser;
import dev.gander.adapters.llm.oauth.DeviceSignIn;
import dev.gander.adapters.llm.oauth.KeptTokens;
import dev.gander.adapters.llm.oauth.SignedInProvider;
import dev.gander.adapters.llm.oauth.WebCalls;
import dev.gander.adapters.llm.table.ServiceFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.provider.signin.TokenCaches;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Makes the provider `kimi_code`: Anthropic's messages with a token that a device code brings.
public final class KimiCodeProviderFactory extends ServiceFactory {
  private static final String NAME = "kimi_code";
  static final TokenCache TOKENS = new TokenCache("kimicode/token.json");
  private static final Client CLIENT = new Client("17e5f671-d194-4dfb-9706-5516cb48c098");
  private static final String API = "https://api.kimi.com/coding";
  private static final String LOGIN = "https://auth.kimi.com";
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final AnthropicProviderFactory messages;
  private final String api;
  private final String login;
  private final Function<ProviderSettings, Browser> browsers;

  public KimiCodeProviderFactory() {
    this(API, LOGIN, DesktopBrowser::of, Surroundings.real());
  }

  KimiCodeProviderFactory(
      String api,
      String login,
      Function<ProviderSettings, Browser> browsers,
      Surroundings surroundings) {
    super(NAME, surroundings);
    this.api = api;
    this.login = login;
    this.browsers = browsers;
    messages = new AnthropicProviderFactory(surroundings);
  }

  @Override
  public Optional<TokenCache> tokenCache() {
    return Optional.of(TOKENS);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    Map<String, String> headers =
        settings.tokens().map(KimiCodeProviderFactory::headers).orElse(Map.of());
    WebCalls calls = new WebCalls(connections(), settings, headers);
    var renewal = new KeptTokens.Renewal(this::tokenEndpoint, CLIENT, MARGIN, "Kimi Code");
    KeptTokens tokens = KeptTokens.of(settings, TOKENS, calls, renewal, surroundings().clock());
    Provider talking =
        messages.create(
            NAME,
            Endpoint.of(api, "the address of Kimi", "", headers),
            tokens,
            CallLimits.from(settings, "KIMI_CODE_TIMEOUT"),
            settings);
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
        caches.deviceId(TOKENS));
  }

  private DeviceSignIn device() {
    return new DeviceSignIn(
        URI.create(login + "/api/oauth/device_authorization"),
        tokenEndpoint(),
        CLIENT,
        "",
        DeviceSignIn.Form.FIELDS,
        surroundings());
  }

  private URI tokenEndpoint() {
    return URI.create(login + "/api/oauth/token");
  }
}
