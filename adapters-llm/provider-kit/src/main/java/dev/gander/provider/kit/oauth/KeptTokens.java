package dev.gander.provider.kit.oauth;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.domain.provider.signin.TokenFile;
import dev.gander.provider.kit.oauth.OAuthHttp.Answer;
import dev.gander.provider.kit.service.Bearer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The tokens of a sign-in, renewed when they are about to end or were refused. Services may let a
/// refresh token count once only, so that one renewal runs at a time, also among programs, and
/// whoever waited for it takes its tokens. Any thread.
public record KeptTokens(
    TokenCaches caches, Place place, OAuthHttp calls, Renewal renewal, Clock clock)
    implements Bearer {
  /// Where tokens lie.
  ///
  /// @param member the member of the file that holds them; empty if the file itself does
  public record Place(TokenFile file, String member) {
    public Place(TokenFile file) {
      this(file, "");
    }

    private JsonObject in(JsonObject kept) {
      return member.isEmpty() ? kept : kept.object(member).orElse(JsonObject.EMPTY);
    }

    private JsonObject put(JsonObject kept, JsonObject tokens) {
      return member.isEmpty() ? tokens : kept.with(member, tokens);
    }
  }

  /// How tokens are renewed.
  ///
  /// @param client asked for when it is needed: some are in the settings
  /// @param margin how long before their end
  /// @param service what users know the service as
  public record Renewal(
      TokenEndpoint endpoint, Supplier<OAuthClient> client, Duration margin, String service) {
    public Renewal(TokenEndpoint endpoint, OAuthClient client, Duration margin, String service) {
      this(endpoint, () -> client, margin, service);
    }
  }

  /// Where tokens are given; some services have to be asked.
  @FunctionalInterface
  public interface TokenEndpoint {
    URI find() throws InterruptedException;
  }

  /// The tokens in a cache that is one file.
  ///
  /// @throws ProviderException if the settings have no place for tokens
  public static KeptTokens of(
      ProviderSettings settings, TokenCache cache, OAuthHttp calls, Renewal renewal, Clock clock) {
    return of(settings, new Place(cache.file()), calls, renewal, clock);
  }

  /// @throws ProviderException if the settings have no place for tokens
  public static KeptTokens of(
      ProviderSettings settings, Place place, OAuthHttp calls, Renewal renewal, Clock clock) {
    return new KeptTokens(caches(settings, renewal.service), place, calls, renewal, clock);
  }

  /// @param service what users know the service as
  /// @throws ProviderException if the settings have no place for tokens
  public static TokenCaches caches(ProviderSettings settings, String service) {
    return settings
        .tokens()
        .orElseThrow(
            () ->
                new ProviderException.ExecutionError(
                    "There is no place for the tokens of " + service, null));
  }

  /// What is kept now, whether it holds or not; empty for one who is not signed in.
  public Optional<JsonObject> kept() {
    return caches.tokens(place.file).map(place::in);
  }

  /// What is to be kept after a sign-in.
  ///
  /// @throws ProviderException if the answer has no token
  public JsonObject first(Answer answer) {
    return TokenForm.after(JsonObject.EMPTY, answer, clock.instant());
  }

  /// What a sign-in has brought, where the file holds nothing but tokens.
  ///
  /// @throws ProviderException if the answer has no token
  public Credentials signedIn(Answer answer) {
    return new Credentials.Tokens(place.file, first(answer));
  }

  @Override
  public String token() throws InterruptedException {
    JsonObject kept = kept().orElseThrow(this::signedOut);
    return TokenForm.holds(kept, soon()) ? access(kept) : renewed("");
  }

  @Override
  public String insteadOf(String refused) throws InterruptedException {
    return renewed(refused);
  }

  private Instant soon() {
    return clock.instant().plus(renewal.margin);
  }

  private String renewed(String refused) throws InterruptedException {
    JsonObject changed =
        caches.change(place.file, kept -> place.put(kept, renewed(place.in(kept), refused)));
    return access(place.in(changed));
  }

  private JsonObject renewed(JsonObject kept, String refused) throws InterruptedException {
    boolean isOther = !access(kept).equals(refused);
    if (isOther ? TokenForm.holds(kept, soon()) : kept.text("refresh_token").isEmpty()) {
      return kept;
    }
    try {
      Answer answer = calls.postForm(renewal.endpoint.find(), grant(kept));
      if (!isOver(answer)) {
        return TokenForm.after(kept, answer.orFail(), clock.instant());
      }
    } catch (ProviderException e) {
      // The service stumbles: the last seconds of a token are better than none.
      if (isOther && TokenForm.holds(kept, clock.instant())) {
        return kept;
      }
      throw e;
    }
    throw signedOut();
  }

  /// Whether a service says that the user has to sign in again. By OAuth it names that; one that
  /// only says who it does not know means the same. Other refusals are of what we or the user set.
  private static boolean isOver(Answer answer) {
    return answer.error().map("invalid_grant"::equals).orElse(answer.status() == 401);
  }

  private Map<String, String> grant(JsonObject kept) {
    Map<String, String> fields = new LinkedHashMap<>(renewal.client.get().fields());
    fields.put("grant_type", "refresh_token");
    fields.put("refresh_token", kept.text("refresh_token").orElseThrow(this::signedOut));
    return fields;
  }

  private String access(JsonObject kept) {
    return kept.text("access_token").orElseThrow(this::signedOut);
  }

  /// What is told to a user who has to sign in.
  public ProviderException signedOut() {
    return signedOut(renewal.service);
  }

  /// The user has to sign in, for the first time or again.
  public static ProviderException signedOut(String service) {
    return new ProviderException.Authentication(
        "Not signed in to " + service + ": sign in again in the settings of the provider");
  }
}
