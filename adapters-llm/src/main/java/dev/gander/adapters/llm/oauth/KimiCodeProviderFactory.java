package dev.gander.adapters.llm.oauth;

import dev.gander.adapters.llm.anthropic.AnthropicProviderFactory;
import dev.gander.adapters.llm.http.Bearer;
import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.table.ServiceFactory;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Credentials;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.TokenCache;
import dev.gander.domain.provider.TokenCaches;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// Makes the provider `kimi_code`: Anthropic's messages with a token that a device code brings.
public final class KimiCodeProviderFactory extends ServiceFactory {
  private static final String NAME = "kimi_code";
  private static final String CLIENT = "17e5f671-d194-4dfb-9706-5516cb48c098";
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
  public Provider create(ProviderSettings settings) {
    Map<String, String> headers =
        settings.tokens().map(KimiCodeProviderFactory::headers).orElse(Map.of());
    WebCalls calls = new WebCalls(connections(), settings, headers);
    Provider talking =
        messages.create(
            NAME,
            Endpoint.of(api, "the address of Kimi", "", headers),
            bearer(settings, calls),
            CallLimits.from(settings, "KIMI_CODE_TIMEOUT"),
            settings);
    return new SignedInProvider(talking, () -> signIn(calls, browsers.apply(settings)));
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

  private Bearer bearer(ProviderSettings settings, WebCalls calls) {
    return new KeptTokens(
        settings
            .tokens()
            .orElseThrow(
                () ->
                    new ProviderException.ExecutionError(
                        "There is no place for the tokens of Kimi Code", null)),
        new KeptTokens.Place(TokenCache.KIMI_CODE.file()),
        calls,
        new KeptTokens.Renewal(this::tokenEndpoint, new Client(CLIENT), MARGIN, "Kimi Code"),
        surroundings().clock());
  }

  private URI tokenEndpoint() {
    return URI.create(login + "/api/oauth/token");
  }

  private Credentials signIn(WebCalls calls, Browser browser) throws InterruptedException {
    var device =
        new DeviceSignIn(
            URI.create(login + "/api/oauth/device_authorization"),
            tokenEndpoint(),
            CLIENT,
            surroundings());
    return new Credentials.Tokens(
        TokenCache.KIMI_CODE,
        TokenForm.after(
            JsonObject.EMPTY, device.tokens(calls, browser), surroundings().clock().instant()));
  }
}
