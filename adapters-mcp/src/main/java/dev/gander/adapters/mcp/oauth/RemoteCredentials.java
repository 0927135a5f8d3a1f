package dev.gander.adapters.mcp.oauth;

import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthException.Kind;
import dev.gander.oauth.OAuthHttp.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a login has yielded. Its JSON is goose's, with `client_secret` and its method beside
/// `client_id` if there is one, and `issuer`.
///
/// @param issuer who issued the token; null if goose stored it
/// @param refresh null if the token cannot be refreshed
/// @param expires null if that is unknown
/// @param scopes those that were granted, as far as the server says, else those that were asked for
record RemoteCredentials(
    ClientIdentity client,
    @Nullable String issuer,
    String access,
    @Nullable String refresh,
    @Nullable Instant expires,
    Instant received,
    List<String> scopes) {
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final long LONGEST = Duration.ofDays(3650).toSeconds();

  /// The credentials in an answer of the token endpoint.
  ///
  /// @param asked the scopes that were asked for
  /// @throws OAuthException if there is no bearer token in it
  static RemoteCredentials of(
      ClientIdentity client, String issuer, Answer answer, List<String> asked, Instant now) {
    JsonObject body = answer.body();
    if (!body.text("token_type").orElse("bearer").equalsIgnoreCase("bearer")) {
      throw new OAuthException(
          Kind.UNUSABLE_ANSWER, answer.address().getHost() + " gave a token of an unknown type");
    }
    return new RemoteCredentials(
        client,
        issuer,
        answer.need("access_token"),
        body.text("refresh_token").filter(text -> !text.isEmpty()).orElse(null),
        end(body, now),
        now,
        body.text("scope").map(LoginScopes::split).filter(it -> !it.isEmpty()).orElse(asked));
  }

  private static @Nullable Instant end(JsonObject response, Instant received) {
    return response.get("expires_in") instanceof JsonNumber number
        ? received.plusSeconds(Math.clamp((long) number.doubleValue(), 0, LONGEST))
        : null;
  }

  /// Stored credentials; empty if they contain no token.
  static Optional<RemoteCredentials> read(JsonObject stored) {
    JsonObject response = stored.object("token_response").orElse(JsonObject.EMPTY);
    Instant received =
        stored.get("token_received_at") instanceof JsonNumber number
            ? Instant.ofEpochSecond(Math.clamp((long) number.doubleValue(), 0, 253_402_300_799L))
            : Instant.EPOCH;
    return ClientIdentity.in(stored, List.of())
        .flatMap(
            client ->
                response
                    .text("access_token")
                    .filter(token -> !token.isBlank())
                    .map(
                        token ->
                            new RemoteCredentials(
                                client,
                                stored.text("issuer").orElse(null),
                                token,
                                response.text("refresh_token").orElse(null),
                                end(response, received),
                                received,
                                LoginScopes.in(stored, "granted_scopes"))));
  }

  JsonObject json() {
    JsonObject.Builder response =
        JsonObject.builder().put("access_token", access).put("token_type", "bearer");
    if (expires != null) {
      response.put("expires_in", Duration.between(received, expires).toSeconds());
    }
    if (refresh != null) {
      response.put("refresh_token", refresh);
    }
    if (!scopes.isEmpty()) {
      response.put("scope", String.join(" ", scopes));
    }
    JsonObject.Builder json = JsonObject.builder().put("client_id", client.id());
    if (client.secret() != null) {
      json.put("client_secret", client.secret()).put("token_endpoint_auth_method", client.method());
    }
    json.put("token_response", response.build())
        .put("granted_scopes", JsonArray.ofTexts(scopes))
        .put("token_received_at", received.getEpochSecond());
    if (issuer != null) {
      json.put("issuer", issuer);
    }
    return json.build();
  }

  /// With a refreshed token. A server that names no refresh token lets the old one stay valid.
  RemoteCredentials with(Answer answer, String by, Instant now) {
    RemoteCredentials next = of(client, by, answer, scopes, now);
    return new RemoteCredentials(
        client,
        by,
        next.access,
        next.refresh == null ? refresh : next.refresh,
        next.expires,
        now,
        next.scopes);
  }

  /// Whether it is time to refresh: half a minute before the end, or in the second half of a life
  /// that is shorter than a minute.
  boolean isEnding(Instant moment) {
    if (expires == null || refresh == null) {
      return false;
    }
    Duration half = Duration.between(received, expires).dividedBy(2);
    return !moment.isBefore(expires.minus(half.compareTo(MARGIN) < 0 ? half : MARGIN));
  }

  boolean isYoungerThan(Duration age, Instant moment) {
    return moment.isBefore(received.plus(age));
  }

  boolean isOver(Instant moment) {
    return expires != null && !moment.isBefore(expires);
  }

  Stream<String> secrets() {
    return Stream.of(Optional.of(access), Optional.ofNullable(refresh), clientSecret())
        .flatMap(Optional::stream);
  }

  private Optional<String> clientSecret() {
    return Optional.ofNullable(client.secret());
  }

  /// Printing this does not reveal a token.
  @Override
  public String toString() {
    return "RemoteCredentials[" + client + "]";
  }
}
