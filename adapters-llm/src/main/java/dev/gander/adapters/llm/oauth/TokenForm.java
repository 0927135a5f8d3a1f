package dev.gander.adapters.llm.oauth;

import dev.gander.adapters.llm.oauth.WebCalls.Answer;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The tokens of a service as goose keeps them: `access_token`, `refresh_token`, maybe `id_token`,
/// and `expires_at` as a date. Members of others stay.
public final class TokenForm {
  private static final long USUAL_SECONDS = 3600;
  private static final long MOST_SECONDS = Duration.ofDays(3650).toSeconds();

  private TokenForm() {}

  /// What is to be kept after an answer. Services may leave out a refresh token that goes on
  /// holding.
  public static JsonObject after(JsonObject kept, Answer answer, Instant now) {
    Instant end = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds(answer.body()));
    JsonObject tokens =
        kept.with("access_token", Json.of(answer.need("access_token")))
            .with("expires_at", Json.of(end.toString()));
    tokens = taken(tokens, answer.body(), "refresh_token");
    return taken(tokens, answer.body(), "id_token");
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

  /// Whether the access token holds at a moment; not if that cannot be told.
  static boolean holds(JsonObject tokens, Instant moment) {
    return tokens.text("access_token").isPresent()
        && tokens.text("expires_at").flatMap(TokenForm::date).filter(moment::isBefore).isPresent();
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
