package dev.gander.adapters.http.access;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.access.CreateKey;
import dev.gander.application.api.access.NewSecret;
import dev.gander.domain.access.AccessKey;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.Scope;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The named keys. A secret is in the answer that makes it, and in no other.
public final class KeyRoutes {
  private static final long USUAL_PAGE = 100;
  private static final long MOST_SECONDS = Duration.ofDays(36_500).toSeconds();

  private final UseCases.Access use;

  public KeyRoutes(UseCases.Access use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list_keys", "/gander/v1/keys", this::list),
        Route.post("create_key", "/gander/v1/keys", this::create),
        Route.post("rotate_key", "/gander/v1/keys/{id}/rotate", this::rotate),
        Route.delete("revoke_key", "/gander/v1/keys/{id}", this::revoke),
        Route.post(
            "share_session_with_keys",
            "/gander/v1/sessions/{session_id}/share-with-keys",
            this::share));
  }

  private Answer list(Call call) {
    long limit = call.query().optionalUnsigned("limit").orElse(USUAL_PAGE);
    KeyId after = call.query().optionalText("after").map(KeyId::new).orElse(null);
    List<AccessKey> keys = use.list().list(after, Math.clamp(limit, 1, Integer.MAX_VALUE));
    return Answer.json(JsonObject.of("keys", JsonArray.of(keys, it -> write(it).build())))
        .with("cache-control", "no-store");
  }

  private Answer create(Call call) {
    return secret(201, use.create().create(call.body(KeyRoutes::order)));
  }

  private static CreateKey.Order order(JsonFields fields) {
    return new CreateKey.Order(
        fields.only("name", "scopes", "expires_at", "requests_per_minute").text("name"),
        Set.copyOf(fields.required("scopes", JsonFields.listOf(KeyRoutes::scope))),
        fields.optional("expires_at", KeyRoutes::time),
        fields.optional("requests_per_minute", JsonFields::asLong));
  }

  private static Scope scope(Json value) {
    String word = JsonFields.asText(value);
    return Scope.parse(word).orElseThrow(() -> InvalidShape.unknownVariant(word));
  }

  private static Instant time(Json value) {
    try {
      return OffsetDateTime.parse(JsonFields.asText(value)).toInstant();
    } catch (DateTimeParseException e) {
      throw new InvalidShape("expected a time such as `2027-01-31T12:00:00Z`");
    }
  }

  private Answer rotate(Call call) {
    Duration overlap =
        Duration.ofSeconds(
            call.body(
                fields -> {
                  Long seconds =
                      fields
                          .only("overlap_seconds")
                          .optional("overlap_seconds", JsonFields::asLong);
                  return seconds == null ? 0 : Math.clamp(seconds, -1, MOST_SECONDS);
                }));
    return secret(200, use.rotate().rotate(new KeyId(call.path("id")), overlap));
  }

  private static Answer secret(int status, NewSecret made) {
    JsonObject body = write(made.key()).put("secret", made.secret().text()).build();
    return Answer.json(status, body).with("cache-control", "no-store");
  }

  private Answer revoke(Call call) {
    use.revoke().revoke(new KeyId(call.path("id")));
    return Answer.noContent();
  }

  private Answer share(Call call) {
    boolean isShared = call.body(fields -> fields.only("shared").bool("shared"));
    use.share().share(call.session(), isShared);
    return Answer.json(JsonObject.of("shared", Json.of(isShared)));
  }

  private static JsonObject.Builder write(AccessKey key) {
    List<String> scopes = key.scopes().stream().sorted().map(Scope::wire).toList();
    return JsonObject.builder()
        .put("id", key.id().value())
        .put("name", key.name())
        .put("scopes", JsonArray.ofTexts(scopes))
        .put("created_at", key.created().toString())
        .putOrNull("expires_at", text(key.expires()))
        .putOrNull(
            "requests_per_minute",
            key.requestsPerMinute() == null ? null : Json.of(key.requestsPerMinute()))
        .putOrNull("revoked_at", text(key.revoked()))
        .putOrNull("overlap_ends_at", text(key.overlapEnds()));
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
