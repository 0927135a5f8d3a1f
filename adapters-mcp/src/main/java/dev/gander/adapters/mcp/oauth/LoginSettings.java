package dev.gander.adapters.mcp.oauth;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonString;
import java.time.Duration;
import java.util.Optional;

/// The settings of logins. Read again for each.
record LoginSettings(Settings settings) {
  private static final String PORT = "GOOSE_OAUTH_CALLBACK_PORT";
  private static final String PATIENCE = "GOOSE_OAUTH_CALLBACK_TIMEOUT_SECONDS";
  private static final String DOCUMENT = "GANDER_OAUTH_CLIENT_METADATA_URL";

  /// goose's own: servers that know goose know us.
  private static final String USUAL_DOCUMENT = "https://goose-docs.ai/oauth/client-metadata.json";

  /// The port that the browser comes back to; 0 for any.
  int port() {
    return (int) number(PORT, 65_535).orElse(0L).longValue();
  }

  /// How long the user has.
  Duration patience() {
    return Duration.ofSeconds(number(PATIENCE, 86_400).orElse(300L));
  }

  /// The address of the document about us, which is our id at servers that read it.
  String clientDocument() {
    return settings
        .find(DOCUMENT)
        .flatMap(
            json ->
                json instanceof JsonString(String text)
                    ? Optional.of(text.strip())
                    : Optional.empty())
        .filter(text -> !text.isEmpty())
        .orElse(USUAL_DOCUMENT);
  }

  /// Numbers out of range count as not set.
  private Optional<Long> number(String key, long most) {
    return settings
        .find(key)
        .map(
            json ->
                switch (json) {
                  case JsonNumber number -> String.valueOf(number.value());
                  case JsonString(String text) -> text.strip();
                  default -> "";
                })
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(Long::valueOf)
        .filter(number -> number > 0 && number <= most);
  }
}
