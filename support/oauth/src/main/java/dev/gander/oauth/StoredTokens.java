package dev.gander.oauth;

import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.OAuthHttp.Answer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The tokens of a sign-in, refreshed when they are about to expire or were refused. A service may
/// accept a refresh token only once, so only one refresh runs at a time, across programs too, and
/// everything that waited for it uses its tokens. Any thread.
public record StoredTokens(TokenStore store, OAuthHttp http, Refresh refresh, Clock clock)
    implements BearerTokens {
  /// How tokens are refreshed.
  ///
  /// @param endpoint where tokens are issued
  /// @param client evaluated when needed: it may depend on settings
  /// @param margin how long before they expire
  /// @param signedOut creates the failure for users who have to sign in, for the first time or
  ///   again
  public record Refresh(
      TokenEndpoint endpoint,
      Supplier<OAuthClient> client,
      Duration margin,
      Supplier<OAuthException> signedOut) {}

  /// The address that issues tokens; finding it may take a request.
  @FunctionalInterface
  public interface TokenEndpoint {
    URI find() throws InterruptedException;
  }

  /// The tokens to keep after a sign-in.
  ///
  /// @throws OAuthException if the answer has no token
  public JsonObject first(Answer answer) {
    return TokenJson.after(JsonObject.EMPTY, answer, clock.instant());
  }

  /// The stored tokens, valid or not; empty if the user is not signed in.
  public Optional<JsonObject> kept() {
    return store.tokens();
  }

  @Override
  public String token() throws InterruptedException {
    JsonObject kept = kept().orElseThrow(refresh.signedOut);
    return TokenJson.holds(kept, soon()) ? access(kept) : refreshed("");
  }

  @Override
  public String insteadOf(String refused) throws InterruptedException {
    return refreshed(refused);
  }

  private Instant soon() {
    return clock.instant().plus(refresh.margin);
  }

  private String refreshed(String refused) throws InterruptedException {
    return access(store.change(kept -> refreshed(kept, refused)));
  }

  private JsonObject refreshed(JsonObject kept, String refused) throws InterruptedException {
    boolean isOther = !access(kept).equals(refused);
    if (isOther ? TokenJson.holds(kept, soon()) : kept.text("refresh_token").isEmpty()) {
      return kept;
    }
    try {
      Answer answer = http.postForm(refresh.endpoint.find(), grant(kept));
      if (!isOver(answer)) {
        return TokenJson.after(kept, answer.orFail(), clock.instant());
      }
    } catch (OAuthException e) {
      // The service has a problem: the last seconds of a token are better than none.
      if (isOther && TokenJson.holds(kept, clock.instant())) {
        return kept;
      }
      throw e;
    }
    throw refresh.signedOut.get();
  }

  /// Whether the user has to sign in again. OAuth has a name for that; a service that only reports
  /// an unknown client means the same. Other refusals concern our settings or the user's.
  private static boolean isOver(Answer answer) {
    return answer.error().map("invalid_grant"::equals).orElse(answer.status() == 401);
  }

  private Map<String, String> grant(JsonObject kept) {
    Map<String, String> fields = new LinkedHashMap<>(refresh.client.get().fields());
    fields.put("grant_type", "refresh_token");
    fields.put("refresh_token", kept.text("refresh_token").orElseThrow(refresh.signedOut));
    return fields;
  }

  private String access(JsonObject kept) {
    return kept.text("access_token").orElseThrow(refresh.signedOut);
  }
}
