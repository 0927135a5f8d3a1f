package dev.gander.domain.extension;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.JsonNumber;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a request to an extension may take that is a server, inside this process or elsewhere.
public final class RequestTimeout {
  private static final String KEY = "GOOSE_DEFAULT_EXTENSION_TIMEOUT";
  private static final Duration USUAL = Duration.ofMinutes(5);

  private RequestTimeout() {}

  /// The configured seconds, or else the setting `GOOSE_DEFAULT_EXTENSION_TIMEOUT` (1.36), or else
  /// five minutes. 0 counts as not set.
  public static Duration of(@Nullable Long configured, Settings settings) {
    return configured == null || configured == 0
        ? settings
            .find(KEY)
            .filter(JsonNumber.class::isInstance)
            .map(number -> ((JsonNumber) number).value().longValue())
            .filter(number -> number > 0)
            .map(Duration::ofSeconds)
            .orElse(USUAL)
        : Duration.ofSeconds(configured);
  }
}
