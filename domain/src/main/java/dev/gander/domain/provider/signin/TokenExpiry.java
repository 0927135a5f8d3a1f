package dev.gander.domain.provider.signin;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Determines when tokens expire, whatever their service's format: `expires_at`, else `expires_on`,
/// as a date or in seconds, at any depth. Tokens that can be refreshed do not expire.
public final class TokenExpiry {
  private TokenExpiry() {}

  public static Optional<Instant> of(Json tokens) {
    return switch (tokens) {
      case JsonObject object
          when object.text("refresh_token").filter(t -> !t.isEmpty()).isPresent() ->
          Optional.empty();
      case JsonObject object ->
          Stream.of("expires_at", "expires_on")
              .map(object::get)
              .filter(Objects::nonNull)
              .flatMap(value -> instant(value).stream())
              .findFirst()
              .or(() -> first(object.members().values()));
      case JsonArray(List<Json> items) -> first(items);
      case Json _ -> Optional.empty();
    };
  }

  private static Optional<Instant> first(Collection<Json> values) {
    return values.stream().flatMap(value -> of(value).stream()).findFirst();
  }

  private static Optional<Instant> instant(Json value) {
    if (value instanceof JsonNumber number) {
      return seconds((long) number.doubleValue());
    }
    if (value instanceof JsonString(String text)) {
      return text.matches("\\d{1,15}") ? seconds(Long.parseLong(text)) : date(text);
    }
    return Optional.empty();
  }

  private static Optional<Instant> seconds(long epoch) {
    return epoch > Instant.MIN.getEpochSecond() && epoch < Instant.MAX.getEpochSecond()
        ? Optional.of(Instant.ofEpochSecond(epoch))
        : Optional.empty();
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
