package dev.gander.adapters.mcp.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.mcp.oauth.PlayedServer.Said;
import dev.gander.adapters.mcp.wire.ServerAccess;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionCredentials.Owner;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoginFlowTest extends LoginFixture {

  @Test
  void theUserIsAskedAndTheTokenIsUsedAndKept() throws Exception {
    ServerAccess access = loggedIn();

    assertEquals(Optional.of("access-token-1"), access.bearer());
    assertEquals(
        "{\"client_id\":\"client-1\",\"token_response\":{\"access_token\":\"access-token-1\","
            + "\"token_type\":\"bearer\",\"expires_in\":3600,\"refresh_token\":\"refresh-token-1\"},"
            + "\"granted_scopes\":[],\"token_received_at\":1772619072,\"issuer\":\""
            + server.url()
            + "\"}",
        JsonText.write(store.find(owner()).orElseThrow()));
  }

  @Test
  void theRequestsAreGoosesWithAProofForTheCode() throws Exception {
    loggedIn();

    Map<String, String> page = user.page();
    Map<String, String> form = tokenForms().getFirst();
    assertEquals(
        Set.of(
            "response_type",
            "client_id",
            "state",
            "code_challenge",
            "code_challenge_method",
            "redirect_uri",
            "resource"),
        page.keySet());
    assertEquals("S256", page.get("code_challenge_method"));
    assertTrue(page.get("redirect_uri").matches("http://127\\.0\\.0\\.1:\\d+/oauth_callback"));
    assertEquals(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            "c0de-of-the-user",
            "code_verifier",
            form.get("code_verifier"),
            "client_id",
            "client-1",
            "redirect_uri",
            page.get("redirect_uri"),
            "resource",
            resource()),
        form);
    assertNotEquals(form.get("code_verifier"), page.get("code_challenge"));
    assertEquals(
        "{\"client_name\":\"goose\",\"redirect_uris\":[\""
            + page.get("redirect_uri")
            + "\"],\"grant_types\":[\"authorization_code\",\"refresh_token\"],"
            + "\"token_endpoint_auth_method\":\"none\",\"response_types\":[\"code\"]}",
        server.asked("/register").getFirst().body());
  }

  @Test
  void tokensCodesAndVerifiersAreKnownAsSecrets() throws Exception {
    loggedIn();
    String verifier = tokenForms().getFirst().get("code_verifier");

    assertEquals(
        "***, ***, ***, ***",
        secrets.hiddenIn("access-token-1, refresh-token-1, c0de-of-the-user, " + verifier));
  }

  /// RFC 8414 and RFC 9728 put the path of an issuer or resource behind the name of the document.
  @ParameterizedTest
  @CsvSource({
    "/.well-known/oauth-authorization-server/tenant",
    "/.well-known/openid-configuration/tenant",
    "/tenant/.well-known/openid-configuration",
  })
  void anAuthorizationServerMayLieBelowAPath(String place) throws Exception {
    String issuer = server.url() + "/tenant";
    server.nothingAt(ABOUT_SERVER);
    server.at(place, Said.json(aboutServer().with("issuer", Json.of(issuer))));
    server.at(
        ABOUT_RESOURCE,
        Said.json(
            aboutResource().with("authorization_servers", JsonArray.of(Json.of(issuer + "/")))));

    assertEquals(Optional.of("access-token-1"), loggedIn().bearer());
  }

  @Test
  void metadataAreReadWhereTheServerSays() throws Exception {
    server.nothingAt(ABOUT_RESOURCE);
    server.at("/hidden", Said.json(aboutResource()));
    ServerAccess access = access();
    access.prepare();

    assertTrue(
        refuse(
            access,
            401,
            "Basic realm=\"x\", Bearer resource_metadata=\"%s/hidden\"".formatted(server.url())));
  }

  /// The first version of MCP's rules.
  @Test
  void aResourceWithoutMetadataMayBeItsOwnAuthorizationServer() throws Exception {
    server.nothingAt(ABOUT_RESOURCE);

    assertEquals(Optional.of("access-token-1"), loggedIn().bearer());
  }

  @Test
  void metadataOnAnotherServerAreNotRead() throws Exception {
    try (PlayedServer other = new PlayedServer()) {
      ServerAccess access = access();
      access.prepare();
      assertTrue(
          refuse(access, 401, "Bearer resource_metadata=\"%s/hidden\"".formatted(other.url())));
      assertEquals("", other.heard());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "issuer                 | https://imitation.example | There are no metadata",
        "token_endpoint         | https:///nowhere          | no usable address as its token_endpoint",
        "token_endpoint         | file:///etc/passwd        | no usable address as its token_endpoint",
        "authorization_endpoint | http://other.example/a    | no usable address as its authorization_endpoint",
        "registration_endpoint  | javascript:alert(1)       | no usable address as its registration_endpoint",
      })
  void metadataThatAreWrongEndTheLogin(String member, String value, String message) {
    server.at(ABOUT_SERVER, Said.json(aboutServer().with(member, Json.of(value))));

    assertFails(message);
  }

  @Test
  void aServerWithoutTheProofIsNotUsed() {
    server.at(
        ABOUT_SERVER,
        Said.json(
            aboutServer()
                .with("code_challenge_methods_supported", JsonArray.of(Json.of("plain")))));

    assertFails("does not support PKCE");
  }

  @Test
  void metadataOfAnotherResourceEndTheLogin() {
    for (String other : List.of("https://bank.example/mcp", server.url() + "/other", "", "x y")) {
      server.at(ABOUT_RESOURCE, Said.json(aboutResource().with("resource", Json.of(other))));
      assertThrows(ExtensionException.class, this::loggedIn, other);
    }
    assertEquals(0, user.pages());
  }

  /// A guess could make us send a code to whoever owns that address.
  @Test
  void withoutMetadataNothingIsGuessed() {
    server.nothingAt(ABOUT_RESOURCE);
    server.nothingAt(ABOUT_SERVER);

    assertFails("There are no metadata for a login at 127.0.0.1");
    assertEquals(List.of(), server.asked("/register"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "{", "{}", "<html>", "{\"issuer\": 7}"})
  void metadataThatAreNoneEndTheLogin(String text) {
    server.at(ABOUT_SERVER, Said.json(200, text));

    assertFails("There are no metadata of the authorization server");
  }

  @Test
  void hugeMetadataEndTheLogin() {
    server.at(ABOUT_SERVER, Said.json(200, "{\"issuer\":\"" + "x".repeat(1 << 20) + "\"}"));

    assertFails("");
  }

  @Test
  void aServerThatNeverAnswersEndsTheLogin() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    server.at(
        ABOUT_SERVER,
        _ -> {
          awaitQuietly(end);
          return Said.json(500, "");
        });
    ServerAccess access = logins(Duration.ofMillis(100)).accessTo("crm", resource());
    access.prepare();

    var e = assertThrows(ExtensionException.class, () -> refuse(access, 401));
    end.countDown();
    assertTrue(e.text().matches("login failed: (127.0.0.1 did not answer|Could not reach).*"));
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void redirectsToOtherServersAreNotFollowed() throws Exception {
    try (PlayedServer other = new PlayedServer()) {
      for (String path : List.of(ABOUT_RESOURCE, ABOUT_SERVER, "/register", "/token")) {
        stop();
        start();
        server.at(path, Said.to(other.url() + "/caught"));
        var e = assertThrows(ExtensionException.class, this::loggedIn, path);
        assertTrue(e.text().contains("sends its requests on to"), e.text());
      }
      assertEquals("", other.heard());
    }
  }

  @Test
  void redirectsOnTheSameServerAreFollowed() throws Exception {
    server.at("/moved", Said.json(aboutServer()));
    server.at(ABOUT_SERVER, Said.to("/moved"));

    assertEquals(Optional.of("access-token-1"), loggedIn().bearer());
  }

  @Test
  void aCallbackForAnotherLoginChangesNothing() throws Exception {
    user =
        PlayedUser.comingBack(
            page -> List.of("code=theirs&state=other", "code=mine&state=" + page.get("state")));

    loggedIn();

    assertEquals("mine", tokenForms().getFirst().get("code"));
    assertEquals(400, user.status());
  }

  @Test
  void aUserWhoRefusesIsToldSo() {
    user = PlayedUser.whoRefuses();

    assertFails("login failed: The sign-in was refused (access_denied)");
    assertEquals(Optional.empty(), store.find(owner()));
  }

  @Test
  void aUserWhoDoesNotComeBackIsNotWaitedForForEver() {
    settings.put("GOOSE_OAUTH_CALLBACK_TIMEOUT_SECONDS", Json.of(1));
    user = PlayedUser.whoNeverComesBack();

    assertFails("login failed: Authentication timed out - please try again");
  }

  @Test
  void aLoginCanBeCancelled() throws Exception {
    user = PlayedUser.whoNeverComesBack();
    ServerAccess access = access();
    access.prepare();
    Thread login =
        Thread.ofVirtual()
            .start(() -> assertThrows(InterruptedException.class, () -> refuse(access, 401)));
    int port = URI.create(user.page().get("redirect_uri")).getPort();
    login.interrupt();
    login.join();

    try (var free = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertTrue(free.isBound());
    }
    assertEquals(Optional.empty(), store.find(owner()));
  }

  /// A code that a dishonest server has obtained from an honest one.
  @ParameterizedTest
  @ValueSource(strings = {"&iss=https%3A%2F%2Fimitation.example", ""})
  void aCodeOfAnotherServerIsNotRedeemed(String issuer) {
    server.at(
        ABOUT_SERVER,
        Said.json(
            aboutServer().with("authorization_response_iss_parameter_supported", Json.of(true))));
    user = PlayedUser.comingBack(page -> List.of("code=c&state=" + page.get("state") + issuer));

    assertFails("The browser did not come from the expected authorization server");
    assertEquals(List.of(), tokenForms());
  }

  @Test
  void aCodeOfTheRightServerIsRedeemed() throws Exception {
    user =
        PlayedUser.comingBack(
            page -> List.of("code=c&state=" + page.get("state") + "&iss=" + server.url()));

    assertEquals(Optional.of("access-token-1"), loggedIn().bearer());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"error\":\"invalid_grant\"}                      | answered 400 (invalid_grant)",
        "500 | oops                                               | answered 500",
        "200 | {\"access_token\":\"\"}                            | has no access_token",
        "200 | {\"access_token\":\"a\",\"token_type\":\"dpop\"}   | a token of an unknown type",
        "200 | {\"error\":\"s3cret in the wrong place\"}          | answered 200",
      })
  void aServerThatGivesNoTokenEndsTheLogin(int status, String body, String message) {
    server.at("/token", Said.json(status, body));

    assertFails(message);
    assertEquals(Optional.empty(), store.find(owner()));
  }

  @Test
  void aTokenThatIsRefusedAtOnceIsNotAskedForAgain() throws Exception {
    ServerAccess access = loggedIn();

    assertFalse(refuse(access, 401));
    assertEquals(1, tokenForms().size());
  }

  @Test
  void eachLoginRegistersThePortThatItListensOn() throws Exception {
    loggedIn();
    logins().login("crm", resource());

    String first = user.page().get("redirect_uri");
    String second = user.page().get("redirect_uri");
    assertNotEquals(first, second);
    assertTrue(server.asked("/register").get(0).body().contains(first));
    assertTrue(server.asked("/register").get(1).body().contains(second));
  }

  @Test
  void thePortCanBeChosen() throws Exception {
    int port;
    try (var any = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = any.getLocalPort();
      settings.put("GOOSE_OAUTH_CALLBACK_PORT", Json.of(port));
      assertFails("port %d of this machine is not free".formatted(port));
    }
    loggedIn();

    assertEquals(
        "http://127.0.0.1:%d/oauth_callback".formatted(port), user.page().get("redirect_uri"));
  }

  @Test
  void aServerThatReadsDocumentsGetsTheAddressOfOurs() throws Exception {
    server.at(
        ABOUT_SERVER,
        Said.json(aboutServer().with("client_id_metadata_document_supported", Json.of(true))));
    loggedIn();
    settings.put("GANDER_OAUTH_CLIENT_METADATA_URL", Json.of("https://own.example/client.json"));
    logins().login("crm", resource());

    assertEquals("https://goose-docs.ai/oauth/client-metadata.json", user.page().get("client_id"));
    assertEquals("https://own.example/client.json", user.page().get("client_id"));
    assertEquals(List.of(), server.asked("/register"));
  }

  @ParameterizedTest
  @CsvSource({
    "client_secret_basic, true, false",
    "client_secret_post, false, true",
    "none, false, false",
  })
  void theServerSaysHowClientsIdentifyThemselves(String method, boolean basic, boolean post)
      throws Exception {
    server.at(
        ABOUT_SERVER,
        Said.json(
            aboutServer()
                .with("token_endpoint_auth_methods_supported", JsonArray.of(Json.of(method)))));
    server.at(
        "/register",
        Said.json(
            201,
            method.equals("none")
                ? "{\"client_id\":\"c:1\"}"
                : "{\"client_id\":\"c:1\",\"client_secret\":\"s 1\"}"));
    loggedIn();

    String head = server.asked("/token").getFirst().head();
    assertEquals(basic, head.contains("Authorization: Basic YyUzQTE6cysx"), head);
    assertEquals(post, "s 1".equals(tokenForms().getFirst().get("client_secret")));
    assertEquals(!basic, tokenForms().getFirst().containsKey("client_id"));
    assertTrue(server.asked("/register").getFirst().body().contains("\"" + method + "\""));
  }

  @Test
  void aClientOfTheUsersOwnIsUsedAtItsServerOnly() throws Exception {
    JsonObject own =
        JsonObject.of("client_id", Json.of("own")).with("client_secret", Json.of("of-my-own"));
    store.keepClient("crm", own.with("issuer", Json.of("https://other.example")));
    loggedIn();
    store.keepClient("crm", own.with("issuer", Json.of(server.url())));
    logins().login("crm", resource());

    assertEquals("client-1", user.page().get("client_id"));
    assertEquals("own", user.page().get("client_id"));
    assertEquals("***", secrets.hiddenIn("of-my-own"));
  }

  @Test
  void aSecretOfTheUsersOwnIsNotGivenToAServerThatTheUserHasNotNamed() throws Exception {
    JsonObject own = JsonObject.of("client_id", Json.of("own"));
    store.keepClient("crm", own.with("client_secret", Json.of("s3cret")));
    assertFails("add the issuer that may get it, here " + server.url());
    assertEquals(0, user.pages());

    store.keepClient("crm", own);
    loggedIn();
    assertEquals("own", user.page().get("client_id"));
  }

  @Test
  void aServerThatRegistersNobodyIsExplained() {
    server.at(ABOUT_SERVER, Said.json(aboutServer().without(Set.of("registration_endpoint"))));

    assertFails("oauth_client_");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bearer scope=\"x y\" | a b | c d            | x y",
        "Bearer               | a b | c d            | a b",
        "Bearer               |     | c d            | c d",
        "Bearer               |     |                | ",
        "Bearer scope=x       | a   | offline_access | x offline_access",
      })
  void scopesAreThoseOfTheChallengeElseOfTheResourceElseOfTheServer(
      String challenge, String ofResource, String ofServer, String asked) throws Exception {
    server.at(
        ABOUT_RESOURCE, Said.json(aboutResource().with("scopes_supported", list(ofResource))));
    server.at(ABOUT_SERVER, Said.json(aboutServer().with("scopes_supported", list(ofServer))));
    ServerAccess access = access();
    access.prepare();
    refuse(access, 401, challenge);

    assertEquals(Optional.ofNullable(asked), Optional.ofNullable(user.page().get("scope")));
  }

  private static JsonArray list(String scopes) {
    return scopes == null ? JsonArray.EMPTY : JsonArray.ofTexts(LoginScopes.split(scopes));
  }

  @Test
  void aRequestThatNeedsMoreScopesAsksForThemOnce() throws Exception {
    ServerAccess access = access();
    access.prepare();
    refuse(access, 401, "Bearer scope=\"read\"");
    String more = "Bearer error=\"insufficient_scope\", scope=\"write\"";

    assertTrue(refuse(access, 403, more));
    assertFalse(refuse(access, 403, more));
    assertFalse(refuse(access, 403, "Bearer error=\"insufficient_scope\""));
    assertFalse(refuse(access, 403, "Bearer scope=\"all\""));
    assertFalse(refuse(access, 403));
    assertEquals("read", user.page().get("scope"));
    assertEquals("read write", user.page().get("scope"));
    assertEquals(0, user.pages());
  }

  @Test
  void aServerThatAlwaysNeedsMoreIsNotFollowedForEver() throws Exception {
    ServerAccess access = loggedIn();
    int granted = 0;
    while (refuse(access, 403, "Bearer error=insufficient_scope scope=s" + granted)) {
      granted++;
    }
    assertEquals(3, granted);
  }

  @Test
  void aTokenGoesToNoOtherServerOfThatName() throws Exception {
    loggedIn();
    try (PlayedServer imitation = new PlayedServer()) {
      ServerAccess access = logins().accessTo("crm", imitation.url() + "/mcp");
      access.prepare();
      assertEquals(Optional.empty(), access.bearer());
      assertThrows(ExtensionException.class, () -> refuse(access, 401));
      assertFalse(imitation.heard().contains("token-1"), imitation::heard);
    }
    assertEquals(
        Optional.of("access-token-1"),
        store
            .find(new Owner("crm", resource()))
            .flatMap(it -> it.object("token_response"))
            .flatMap(it -> it.text("access_token")));
  }

  private void assertFails(String message) {
    var e = assertThrows(ExtensionException.class, this::loggedIn);
    assertTrue(e.text().startsWith("login failed: ") && e.text().contains(message), e.text());
    assertFalse(e.text().contains("s3cret"), e.text());
  }
}
