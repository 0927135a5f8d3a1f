package dev.gander.adapters.llm.oauth;

import dev.gander.adapters.llm.http.Bearer;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.TokenCache;
import dev.gander.domain.provider.TokenCaches;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The tokens of a sign-in, renewed when they are about to end or were refused. Services may let a
/// refresh token count once only, so that one renewal runs at a time, also among programs, and
/// whoever waited for it takes its tokens. Any thread.
///
/// @param service what users know the service as
/// @param margin how long before their end tokens are renewed
record KeptTokens(
    TokenCaches caches,
    TokenCache cache,
    WebCalls calls,
    URI endpoint,
    String clientId,
    Duration margin,
    String service,
    Clock clock)
    implements Bearer {
  @Override
  public String token() throws InterruptedException {
    JsonObject kept = caches.tokens(cache).orElseThrow(this::signedOut);
    return TokenForm.holds(kept, soon()) ? access(kept) : renewed("");
  }

  @Override
  public String insteadOf(String refused) throws InterruptedException {
    return renewed(refused);
  }

  private Instant soon() {
    return clock.instant().plus(margin);
  }

  private String renewed(String refused) throws InterruptedException {
    return access(caches.change(cache, kept -> renewed(kept, refused)));
  }

  private JsonObject renewed(JsonObject kept, String refused) throws InterruptedException {
    boolean isOther = !access(kept).equals(refused);
    if (isOther && TokenForm.holds(kept, soon())) {
      return kept;
    }
    try {
      return TokenForm.after(kept, calls.postForm(endpoint, grant(kept)).orFail(), clock.instant());
    } catch (ProviderException.Authentication _) {
      throw signedOut();
    } catch (ProviderException e) {
      // The service stumbles: the last seconds of a token are better than none.
      if (isOther && TokenForm.holds(kept, clock.instant())) {
        return kept;
      }
      throw e;
    }
  }

  private Map<String, String> grant(JsonObject kept) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("client_id", clientId);
    fields.put("grant_type", "refresh_token");
    fields.put("refresh_token", kept.text("refresh_token").orElseThrow(this::signedOut));
    return fields;
  }

  private String access(JsonObject kept) {
    return kept.text("access_token").orElseThrow(this::signedOut);
  }

  private ProviderException signedOut() {
    return new ProviderException.Authentication(
        "Not signed in to " + service + ": sign in again in the settings of the provider");
  }
}
