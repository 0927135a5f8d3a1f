package dev.gander.provider.kit.service;

import dev.gander.connections.HttpDate;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// How long a service asks us to wait: its body before its header, an hour at most.
public final class RetryDelay {
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryDelay() {}

  /// @param json the body of the refusal
  public static Optional<Duration> of(JsonObject json, ServiceRefusal refusal) {
    return inBody(json)
        .or(
            () ->
                refusal
                    .headers()
                    .firstValue("retry-after")
                    .flatMap(text -> inHeader(text, refusal.clock())))
        .map(delay -> delay.compareTo(LONGEST) > 0 ? LONGEST : delay);
  }

  static Optional<Duration> inBody(JsonObject json) {
    Json seconds =
        json.object("error")
            .flatMap(error -> error.object("metadata"))
            .map(metadata -> metadata.get("retry_after_seconds"))
            .orElse(null);
    return switch (seconds) {
      case JsonNumber number when number.doubleValue() >= 0 ->
          Optional.of(Duration.ofMillis((long) Math.min(number.doubleValue() * 1000, 3.6e6)));
      case JsonString(String text) when text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") ->
          Optional.of(Duration.ofMillis((long) (Double.parseDouble(text) * 1000)));
      case null, default -> inDetails(json);
    };
  }

  /// In Google's form: `{"@type": "…RetryInfo", "retryDelay": "30s"}`.
  private static Optional<Duration> inDetails(JsonObject json) {
    return json.object("error").flatMap(error -> error.array("details")).stream()
        .flatMap(details -> details.items().stream())
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(detail -> detail.text("@type").orElse("").endsWith("RetryInfo"))
        .flatMap(detail -> detail.text("retryDelay").stream())
        .filter(delay -> delay.matches("[0-9]{1,9}(\\.[0-9]{1,9})?s"))
        .map(delay -> Double.parseDouble(delay.substring(0, delay.length() - 1)))
        .map(seconds -> Duration.ofMillis((long) (seconds * 1000)))
        .findFirst();
  }

  private static Optional<Duration> inHeader(String text, Clock clock) {
    if (text.strip().matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
    }
    return HttpDate.parse(text.strip())
        .map(date -> Duration.between(clock.instant(), date))
        .map(delay -> delay.isNegative() ? Duration.ZERO : delay);
  }
}
