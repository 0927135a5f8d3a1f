package dev.gander.oauth;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.OAuthHttp.Answer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/// The tokens of a service as goose stores them: `access_token`, and optionally `refresh_token`,
/// `id_token` and `expires_at`, a date. Other members are kept.
public final class TokenJson {
  private static final long USUAL_SECONDS = 3600;
  private static final long MOST_SECONDS = Duration.ofDays(3650).toSeconds();

  private TokenJson() {}

  /// The tokens to store after an answer. Services may leave out a refresh token that stays valid.
  /// A token without an expiry, and without a way to refresh it, is valid forever.
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

  /// Whether the access token is valid at a moment. False if that is unknown and it can be
  /// refreshed.
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
