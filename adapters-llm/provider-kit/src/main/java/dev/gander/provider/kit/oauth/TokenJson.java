package dev.gander.provider.kit.oauth;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.provider.kit.oauth.OAuthHttp.Answer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/// The tokens of a service as goose keeps them: `access_token`, maybe `refresh_token`, `id_token`
/// and `expires_at`, a date. Members of others stay.
public final class TokenJson {
  private static final long USUAL_SECONDS = 3600;
  private static final long MOST_SECONDS = Duration.ofDays(3650).toSeconds();

  private TokenJson() {}

  /// What is to be kept after an answer. Services may leave out a refresh token that goes on
  /// holding. Without an end, and without a way to renew it, a token holds for ever.
  public static JsonObject after(JsonObject kept, Answer answer, Instant now) {
    JsonObject tokens = kept.with("access_token", Json.of(answer.need("access_token")));
    tokens = taken(tokens, answer.body(), "refresh_token");
    tokens = taken(tokens, answer.body(), "id_token");
    if (!answer.body().has("expires_in") && tokens.text("refresh_token").isEmpty()) {
      return tokens.without(Set.of("expires_at"));
    }
    Instant end = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds(answer.body()));
    return tokens.with("expires_at", Json.of(end.toString()));
  }

  private static JsonObject taken(JsonObject tokens, JsonObject answer, String member) {
    return answer
        .text(member)
        .filter(text -> !text.isEmpty())
        .map(text -> tokens.with(member, Json.of(text)))
        .orElse(tokens);
  }

  private static long seconds(JsonObject answer) {
    return answer.get("expires_in") instanceof JsonNumber number
        ? Math.clamp((long) number.doubleValue(), 0, MOST_SECONDS)
        : USUAL_SECONDS;
  }

  /// Whether the access token holds at a moment; not if that cannot be told, but a renewal can.
  public static boolean holds(JsonObject tokens, Instant moment) {
    if (tokens.text("access_token").isEmpty()) {
      return false;
    }
    return tokens.text("expires_at").isPresent()
        ? endsAfter(tokens, moment)
        : tokens.text("refresh_token").isEmpty();
  }

  /// Whether `expires_at` is a date after a moment.
  public static boolean endsAfter(JsonObject tokens, Instant moment) {
    return tokens.text("expires_at").flatMap(TokenJson::date).filter(moment::isBefore).isPresent();
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
