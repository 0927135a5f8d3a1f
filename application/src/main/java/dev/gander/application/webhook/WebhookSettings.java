package dev.gander.application.webhook;

import dev.gander.domain.config.Settings;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonString;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings for webhooks, read when they are needed.
public record WebhookSettings(Settings settings) {
  private static final System.Logger LOG = System.getLogger(WebhookSettings.class.getName());

  /// `GANDER_WEBHOOK_PRIVATE_HOSTS`: hosts that may have private addresses, as a list or with
  /// commas between them. In lower case. Settings that cannot be read name none.
  Set<String> privateHosts() {
    try {
      return settings
          .find("GANDER_WEBHOOK_PRIVATE_HOSTS")
          .map(WebhookSettings::names)
          .orElse(Set.of());
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "{0}; webhooks reach public addresses only", e.text());
      return Set.of();
    }
  }

  private static Set<String> names(Json value) {
    Stream<String> names =
        switch (value) {
          case JsonString(String text) -> Arrays.stream(text.split(","));
          case JsonArray array ->
              array.items().stream()
                  .filter(JsonString.class::isInstance)
                  .map(item -> ((JsonString) item).value());
          case Json _ -> Stream.empty();
        };
    return names
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
