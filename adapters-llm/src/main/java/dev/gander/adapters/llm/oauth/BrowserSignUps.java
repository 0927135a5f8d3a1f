package dev.gander.adapters.llm.oauth;

import dev.gander.adapters.llm.http.Connections;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.SignUp;
import dev.gander.domain.provider.signin.SignUps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Sign-ups in the desktop's browser.
public final class BrowserSignUps implements SignUps {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Supplier<List<JsonObject>> table;
  private final WebCalls calls;
  private final Browser browser;
  private final Duration patience;
  private final Surroundings surroundings;
  private @Nullable List<SignUpRow> rows;

  BrowserSignUps(
      Supplier<List<JsonObject>> table,
      ProviderSettings settings,
      Browser browser,
      Duration patience,
      Surroundings surroundings) {
    this.table = table;
    this.calls = new WebCalls(new Connections(), settings, Map.of("x-client", "goose"));
    this.browser = browser;
    this.patience = patience;
    this.surroundings = surroundings;
  }

  /// The real services.
  ///
  /// @param table rows of the table of providers with a `sign_up`: see [SignUpRow]. Read when it is
  ///   first needed
  /// @param settings certificates, proxies and the browser come from here
  /// @param osName the system property `os.name`
  public static BrowserSignUps of(
      Supplier<List<JsonObject>> table, ProviderSettings settings, String osName) {
    return new BrowserSignUps(
        table,
        settings,
        new DesktopBrowser(settings::environment, osName),
        PATIENCE,
        Surroundings.real());
  }

  @Override
  public List<SignUp> services() {
    return rows().stream().map(SignUpRow::service).toList();
  }

  @Override
  public String keyFor(SignUp service) throws InterruptedException {
    for (SignUpRow row : rows()) {
      if (row.service().equals(service)) {
        return row.flow().key(calls, browser, patience);
      }
    }
    throw new IllegalArgumentException("one cannot sign up for " + service.provider());
  }

  /// A row keeps its port, by which a second try finds the first. So they are read once.
  private synchronized List<SignUpRow> rows() {
    List<SignUpRow> known = rows;
    if (known == null) {
      known = table.get().stream().map(row -> SignUpRow.read(row, surroundings)).toList();
      rows = known;
    }
    return known;
  }
}
