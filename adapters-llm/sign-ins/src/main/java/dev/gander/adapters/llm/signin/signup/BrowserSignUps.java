package dev.gander.adapters.llm.signin.signup;

import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.SignUp;
import dev.gander.domain.provider.signin.SignUps;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.oauth.Browser;
import dev.gander.provider.kit.oauth.CallbackPort;
import dev.gander.provider.kit.oauth.DesktopBrowser;
import dev.gander.provider.kit.oauth.KeyExchangeFlow;
import dev.gander.provider.kit.oauth.OAuthException;
import dev.gander.provider.kit.oauth.OAuthHttp;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.service.SignInFailures;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Sign-ups in the desktop's browser.
public final class BrowserSignUps implements SignUps {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int PORT_OF_OPENROUTER = 3000;

  private final Map<SignUp, KeyFlow> flows;
  private final OAuthHttp http;
  private final Browser browser;
  private final Duration patience;

  BrowserSignUps(
      Map<SignUp, KeyFlow> flows, ProviderSettings settings, Browser browser, Duration patience) {
    this.flows = new EnumMap<>(flows);
    this.http =
        new ServiceClients(ClientEnvironment.real()).oauth(settings, Map.of("x-client", "goose"));
    this.browser = browser;
    this.patience = patience;
  }

  /// The real services.
  ///
  /// @param settings certificates, proxies and the browser come from here
  /// @param osName the system property `os.name`
  public static BrowserSignUps of(ProviderSettings settings, String osName) {
    Map<SignUp, KeyFlow> flows =
        Map.of(
            SignUp.OPENROUTER,
            openRouter("https://openrouter.ai", PORT_OF_OPENROUTER),
            SignUp.TETRATE,
            tetrate("https://router.tetrate.ai"),
            SignUp.NANOGPT,
            nanoGpt("https://nano-gpt.com", ClientEnvironment.real()));
    return new BrowserSignUps(
        flows, settings, new DesktopBrowser(settings::environment, osName), PATIENCE);
  }

  static KeyFlow openRouter(String host, int port) {
    return new KeyExchangeFlow(
            URI.create(host + "/auth"),
            URI.create(host + "/api/v1/auth/keys"),
            "callback_url",
            true,
            new CallbackPort(port, "/"))
        ::key;
  }

  static KeyFlow tetrate(String host) {
    return new KeyExchangeFlow(
            URI.create(host + "/auth"),
            URI.create(host + "/api/api-keys/verify"),
            "callback",
            false,
            new CallbackPort(0, "/"))
        ::key;
  }

  static KeyFlow nanoGpt(String host, ClientEnvironment environment) {
    return new KeyForDevice(URI.create(host + "/api/cli-login/"), environment);
  }

  @Override
  public String keyFor(SignUp service) throws InterruptedException {
    KeyFlow flow = Objects.requireNonNull(flows.get(service), "a flow for each service");
    try {
      return flow.key(http, browser, patience);
    } catch (OAuthException e) {
      throw SignInFailures.of(e);
    }
  }
}
