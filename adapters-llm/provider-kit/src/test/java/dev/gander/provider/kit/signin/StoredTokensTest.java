package dev.gander.provider.kit.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.AuthorizationCodeFlow;
import dev.gander.oauth.AuthorizationServer;
import dev.gander.oauth.CallbackPort;
import dev.gander.oauth.OAuthClient;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthHttp;
import dev.gander.oauth.StoredTokens;
import dev.gander.oauth.TokenStore;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A sign-in to something that is no provider: its tokens are for one resource, and kept wherever
/// the caller wants.
class StoredTokensTest extends ServiceTest {
  private static final String RESOURCE = "https://tools.example/mcp";
  private static final OAuthClient CLIENT =
      new OAuthClient("client-1", null, Map.of("resource", RESOURCE));

  private final InMemory store = new InMemory();

  private static final class InMemory implements TokenStore {
    private JsonObject kept = JsonObject.EMPTY;

    @Override
    public Optional<JsonObject> tokens() {
      return kept.equals(JsonObject.EMPTY) ? Optional.empty() : Optional.of(kept);
    }

    @Override
    public synchronized JsonObject change(Change change) throws InterruptedException {
      kept = change.from(kept);
      return kept;
    }
  }

  private StoredTokens tokens() {
    return new StoredTokens(
        store,
        new OAuthHttp(new Connections(), NetworkSettings.NONE, Map.of()),
        new StoredTokens.Refresh(
            () -> URI.create(service.url() + "/token"),
            () -> CLIENT,
            Duration.ofMinutes(1),
            () -> new OAuthException(OAuthException.Kind.REFUSED, "log in")),
        TestTime.CLOCK);
  }

  @Test
  void theResourceGoesWithEachRequestForTokens() throws Exception {
    var server =
        new AuthorizationServer(
            URI.create(service.url() + "/authorize"), URI.create(service.url() + "/token"));
    var flow =
        new AuthorizationCodeFlow(
            server,
            CLIENT,
            "tools",
            Map.of("resource", RESOURCE),
            new CallbackPort(0, "/callback"),
            Duration.ofSeconds(20));
    Visitor user = Visitor.comingBack(page -> List.of("?code=c&state=" + page.get("state")));
    service
        .status(200, "{\"access_token\":\"a1\",\"refresh_token\":\"r1\",\"expires_in\":30}")
        .status(200, "{\"access_token\":\"a2\",\"refresh_token\":\"r2\",\"expires_in\":3600}");

    JsonObject first = tokens().first(flow.tokens(tokens().http(), user::open));
    store.change(_ -> first);

    assertEquals("a2", tokens().token());
    assertEquals(RESOURCE, Visitor.fields(user.opened().getRawQuery()).get("resource"));
    Map<String, String> exchange = Visitor.fields(service.asked().body());
    assertEquals("c", exchange.get("code"));
    assertEquals(RESOURCE, exchange.get("resource"));
    Map<String, String> refresh = Visitor.fields(service.asked().body());
    assertEquals("r1", refresh.get("refresh_token"));
    assertEquals(RESOURCE, refresh.get("resource"));
    assertEquals(Optional.of("r2"), store.tokens().orElseThrow().text("refresh_token"));
  }

  @Test
  void aServiceThatRedirectsElsewhereGetsNoToken() {
    store.kept =
        JsonObject.builder()
            .put("access_token", "a1")
            .put("refresh_token", "r1")
            .put("expires_at", "2026-03-04T10:00:00Z")
            .build();
    service.status(307, "", "location", "https://elsewhere.example/token");

    var failure = assertThrows(OAuthException.class, () -> tokens().token());

    assertEquals(OAuthException.Kind.NOT_POSSIBLE_HERE, failure.kind());
    assertEquals(1, service.allAsked().size());
  }

  @Test
  void withoutTokensTheUserHasToSignIn() {
    var failure = assertThrows(OAuthException.class, () -> tokens().token());

    assertEquals(OAuthException.Kind.REFUSED, failure.kind());
    assertEquals("log in", failure.text());
  }
}
