package dev.gander.adapters.llm.signin.signup;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.SignUp;
import dev.gander.domain.provider.signin.SignUps;
import dev.gander.oauth.Browser;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthHttp;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.service.SignInFailures;
import dev.gander.provider.kit.signin.UsersBrowser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sign-ups in the desktop's browser.
public final class BrowserSignUps implements SignUps {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Supplier<List<JsonObject>> table;
  private final OAuthHttp http;
  private final Browser browser;
  private final Duration patience;
  private final ClientEnvironment environment;
  private @Nullable List<SignUpRow> rows;

  BrowserSignUps(
      Supplier<List<JsonObject>> table,
      ProviderSettings settings,
      Browser browser,
      Duration patience,
      ClientEnvironment environment) {
    this.table = table;
    this.http = new ServiceClients(environment).oauth(settings, Map.of("x-client", "goose"));
    this.browser = browser;
    this.patience = patience;
    this.environment = environment;
  }

  /// Sign-ups with the real services.
  ///
  /// @param table rows of the table of providers with a `sign_up`: see [SignUpRow]. Read when first
  ///   needed
  /// @param settings contain certificates, proxies and the browser
  /// @param osName the system property `os.name`
  public static BrowserSignUps of(
      Supplier<List<JsonObject>> table, ProviderSettings settings, String osName) {
    return new BrowserSignUps(
        table, settings, UsersBrowser.of(settings, osName), PATIENCE, ClientEnvironment.real());
  }

  @Override
  public List<SignUp> services() {
    return rows().stream().map(SignUpRow::service).toList();
  }

  @Override
  public String keyFor(SignUp service) throws InterruptedException {
    for (SignUpRow row : rows()) {
      if (row.service().equals(service)) {
        return key(row.flow());
      }
    }
    throw new IllegalArgumentException("one cannot sign up for " + service.provider());
  }

  private String key(KeyFlow flow) throws InterruptedException {
    try {
      return flow.key(http, browser, patience);
    } catch (OAuthException e) {
      throw SignInFailures.of(e);
    }
  }

  /// A row keeps its port, by which a second attempt finds the first, so the rows are read only
  /// once.
  private synchronized List<SignUpRow> rows() {
    List<SignUpRow> known = rows;
    if (known == null) {
      known = table.get().stream().map(row -> SignUpRow.read(row, environment)).toList();
      rows = known;
    }
    return known;
  }
}
