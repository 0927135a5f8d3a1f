package dev.gander.adapters.mcp.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.mcp.oauth.PlayedServer.Said;
import dev.gander.adapters.mcp.wire.ServerAccess;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StoredLoginTest extends LoginFixture {
  private static final long LONG_AGO = 1;

  @Test
  void storedCredentialsThatAreOldAreRefreshedFirst() throws Exception {
    store.keep("crm", kept("old", "r1", LONG_AGO));
    ServerAccess access = access();
    access.prepare();

    assertEquals(Optional.of("access-token-1"), access.bearer());
    assertEquals(
        List.of(
            Map.of("grant_type", "refresh_token", "refresh_token", "r1", "client_id", "client-0")),
        tokenForms());
    assertEquals(Optional.of("access-token-1"), storedToken());
  }

  @Test
  void storedCredentialsThatAreValidAreUsed() throws Exception {
    store.keep("crm", kept("valid-token", "r1", NOW.getEpochSecond()));
    ServerAccess access = access();
    access.prepare();

    assertEquals(Optional.of("valid-token"), access.bearer());
    assertEquals("", server.heard());
    assertEquals("***", secrets.hiddenIn("valid-token"));
  }

  @Test
  void aTokenIsRefreshedHalfAMinuteBeforeItsEnd() throws Exception {
    ServerAccess access = loggedIn();
    clock.advance(Duration.ofSeconds(3569));
    access.prepare();
    assertEquals(Optional.of("access-token-1"), access.bearer());

    clock.advance(Duration.ofSeconds(1));
    access.prepare();

    assertEquals(Optional.of("access-token-2"), access.bearer());
    assertEquals("refresh-token-1", tokenForms().getLast().get("refresh_token"));
  }

  @Test
  void aRotatedRefreshTokenReplacesTheOldOne() throws Exception {
    ServerAccess access = loggedIn();
    for (int i = 1; i <= 3; i++) {
      clock.advance(Duration.ofHours(1));
      access.prepare();
      assertEquals("refresh-token-" + i, tokenForms().getLast().get("refresh_token"));
    }
  }

  @Test
  void aRefreshTokenThatIsNotRotatedIsKept() throws Exception {
    store.keep("crm", kept("old", "r1", LONG_AGO));
    server.at("/token", Said.json(200, "{\"access_token\":\"next\",\"expires_in\":60}"));
    ServerAccess access = access();
    for (int i = 0; i < 3; i++) {
      access.prepare();
      clock.advance(Duration.ofMinutes(1));
    }
    assertEquals(
        List.of("r1", "r1", "r1"),
        tokenForms().stream().map(form -> form.get("refresh_token")).toList());
  }

  @Test
  void aTokenThatIsRefusedEarlyIsRefreshed() throws Exception {
    ServerAccess access = loggedIn();
    clock.advance(Duration.ofMinutes(10));

    assertTrue(refuse(access, 401, "Bearer error=\"invalid_token\""));
    assertEquals(Optional.of("access-token-2"), access.bearer());
    assertEquals("refresh_token", tokenForms().getLast().get("grant_type"));
  }

  @Test
  void aRefreshedTokenThatIsRefusedLeadsToALogin() throws Exception {
    store.keep("crm", kept("old", "r1", LONG_AGO));
    ServerAccess access = access();
    access.prepare();

    assertTrue(refuse(access, 401));
    assertEquals("authorization_code", tokenForms().getLast().get("grant_type"));
    assertEquals(Optional.of("access-token-2"), storedToken());
  }

  @Test
  void aRefusedRefreshForgetsTheCredentialsAndAsksTheUser() throws Exception {
    store.keep("crm", kept("old", "r1", LONG_AGO));
    server.at("/token", Said.json(400, "{\"error\":\"invalid_grant\"}"));
    ServerAccess access = access();
    access.prepare();
    assertEquals(Optional.empty(), access.bearer());
    assertEquals(Optional.empty(), store.find(owner()));

    server.at("/token", Said.json(200, "{\"access_token\":\"after-login\"}"));
    assertTrue(refuse(access, 401));
    assertEquals(Optional.of("after-login"), access.bearer());
  }

  /// A server that is down for a minute must not cost the user a login.
  @Test
  void aServerThatIsDownDoesNotEndALogin() throws Exception {
    JsonObject old = kept("old", "r1", LONG_AGO);
    store.keep("crm", old);
    server.at("/token", Said.json(503, ""));
    ServerAccess access = access();

    var e = assertThrows(ExtensionException.class, access::prepare);
    assertEquals("login failed: 127.0.0.1 answered 503", e.text());
    assertEquals(Optional.of(old), store.find(owner()));
    assertEquals(0, user.pages());
  }

  /// Only a refusal says where its metadata are.
  @Test
  void aTokenOfAServerWithMetadataOfItsOwnPlaceIsRefreshedOnceItIsRefused() throws Exception {
    String issuer = server.url() + "/tenant";
    server.nothingAt(ABOUT_RESOURCE);
    server.nothingAt(ABOUT_SERVER);
    server.at(ABOUT_SERVER + "/tenant", Said.json(aboutServer().with("issuer", Json.of(issuer))));
    server.at(
        "/hidden",
        Said.json(aboutResource().with("authorization_servers", JsonArray.of(Json.of(issuer)))));
    store.keep("crm", kept("old", "r1", LONG_AGO));
    ServerAccess access = access();
    access.prepare();
    assertEquals(Optional.of("old"), access.bearer());

    assertTrue(
        refuse(access, 401, "Bearer resource_metadata=\"%s/hidden\"".formatted(server.url())));
    assertEquals("refresh_token", tokenForms().getLast().get("grant_type"));
    assertEquals(Optional.of("access-token-1"), access.bearer());
    assertEquals(0, user.pages());
  }

  @Test
  void aTokenThatStillLastsAFewSecondsIsUsedWhenTheServerIsDown() throws Exception {
    ServerAccess access = loggedIn();
    server.at("/token", Said.json(503, ""));
    clock.advance(Duration.ofSeconds(3590));
    access.prepare();

    assertEquals(Optional.of("access-token-1"), access.bearer());
  }

  @Test
  void aRefreshTokenGoesOnlyToTheServerThatIssuedIt() throws Exception {
    loggedIn();
    try (PlayedServer other = new PlayedServer()) {
      other.at(
          ABOUT_SERVER,
          Said.json(
              aboutServer()
                  .with("issuer", Json.of(other.url()))
                  .with("token_endpoint", Json.of(other.url() + "/token"))));
      server.at(
          ABOUT_RESOURCE,
          Said.json(
              aboutResource().with("authorization_servers", JsonArray.of(Json.of(other.url())))));
      clock.advance(Duration.ofHours(2));
      ServerAccess access = access();
      access.prepare();

      assertEquals(Optional.empty(), access.bearer());
      assertEquals(List.of(), other.asked("/token"));
    }
  }

  @Test
  void aSecretOfTheClientIsKeptForRefreshing() throws Exception {
    server.at(
        "/register",
        Said.json(
            201,
            "{\"client_id\":\"c\",\"client_secret\":\"s\","
                + "\"token_endpoint_auth_method\":\"client_secret_post\"}"));
    loggedIn();
    clock.advance(Duration.ofHours(2));
    ServerAccess access = access();
    access.prepare();

    assertEquals(
        Map.of(
            "grant_type", "refresh_token",
            "refresh_token", "refresh-token-1",
            "client_id", "c",
            "client_secret", "s"),
        tokenForms().getLast());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"client_id\":\"c\",\"token_response\":null}",
        "{\"client_id\":\"c\",\"token_response\":[]}",
        "{\"client_id\":7,\"token_response\":{\"access_token\":\"a\"}}",
        "{\"client_id\":\"c\",\"token_response\":{\"access_token\":\"\"}}",
        "{\"token_response\":{\"access_token\":\"a\"}}",
      })
  void storedCredentialsThatAreNoneAreNotUsed(String stored) throws Exception {
    store.keep("crm", (JsonObject) JsonText.parse(stored));
    ServerAccess access = access();
    access.prepare();
    assertEquals(Optional.empty(), access.bearer());

    assertTrue(refuse(access, 401));
    assertEquals(Optional.of("access-token-1"), access.bearer());
  }

  @Test
  void manySessionsAtOnceAskTheUserOnce() throws Exception {
    CountDownLatch agreed = new CountDownLatch(1);
    user =
        PlayedUser.comingBack(
            page -> {
              awaitQuietly(agreed);
              return List.of("code=c&state=" + page.get("state"));
            });
    Logins logins = logins();
    List<ServerAccess> sessions = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sessions.add(logins.accessTo("crm", resource()));
      // Afterwards one would find the token of the others, and ask since it is refused.
      sessions.getLast().prepare();
    }
    List<Thread> asking = new CopyOnWriteArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> granted =
          sessions.stream()
              .map(
                  it ->
                      threads.submit(
                          () -> {
                            asking.add(Thread.currentThread());
                            return refuse(it, 401);
                          }))
              .toList();
      user.page();
      Eventually.holds(
          () -> asking.size() == 10 && asking.stream().allMatch(StoredLoginTest::waits));
      agreed.countDown();
      for (Future<Boolean> one : granted) {
        assertTrue(one.get());
      }
    }
    assertEquals(0, user.pages());
    assertEquals(
        Set.of(Optional.of("access-token-1")),
        Set.copyOf(sessions.stream().map(ServerAccess::bearer).toList()));
  }

  private static boolean waits(Thread thread) {
    return Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING).contains(thread.getState());
  }

  /// Two processes share nothing but the store.
  @Test
  void twoProcessesAtOnceAskTheUserOnce() throws Exception {
    CountDownLatch agreed = new CountDownLatch(1);
    user =
        PlayedUser.comingBack(
            page -> {
              awaitQuietly(agreed);
              return List.of("code=c&state=" + page.get("state"));
            });
    ServerAccess first = access();
    ServerAccess second = access();
    first.prepare();
    second.prepare();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> one = threads.submit(() -> refuse(first, 401));
      user.page();
      Thread other =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      assertTrue(refuse(second, 401));
                    } catch (InterruptedException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      Eventually.holds(() -> other.getState() == Thread.State.WAITING);
      agreed.countDown();
      assertTrue(one.get());
      other.join();
    }
    assertEquals(0, user.pages());
    assertEquals(first.bearer(), second.bearer());
  }

  @Test
  void whoWaitsForTheLoginOfAnotherSessionGetsItsFailure() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    user =
        PlayedUser.comingBack(
            page -> {
              awaitQuietly(refused);
              return List.of("error=access_denied&state=" + page.get("state"));
            });
    Logins logins = logins();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ServerAccess first = logins.accessTo("crm", resource());
      ServerAccess second = logins.accessTo("crm", resource());
      second.prepare();
      Future<Boolean> one = threads.submit(() -> refuse(first, 401));
      user.page();
      var waiting = new AtomicReference<Thread>();
      Future<Boolean> two =
          threads.submit(
              () -> {
                waiting.set(Thread.currentThread());
                return refuse(second, 401);
              });
      Eventually.holds(
          () -> waiting.get() != null && waiting.get().getState() == Thread.State.WAITING);
      refused.countDown();
      for (Future<Boolean> session : List.of(one, two)) {
        var e = assertThrows(ExecutionException.class, session::get);
        assertEquals(
            "login failed: The sign-in was refused (access_denied)", e.getCause().getMessage());
      }
    }
  }

  @Test
  void ifTheSessionThatAskedIsCancelledAnotherOneAsks() throws Exception {
    user = PlayedUser.whoNeverComesBack();
    Logins logins = logins();
    ServerAccess first = logins.accessTo("crm", resource());
    ServerAccess second = logins.accessTo("crm", resource());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> one = threads.submit(() -> refuse(first, 401));
      user.page();
      Future<Boolean> two = threads.submit(() -> refuse(second, 401));
      one.cancel(true);
      user.page();
      two.cancel(true);
    }
    assertEquals(Optional.empty(), store.find(owner()));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
