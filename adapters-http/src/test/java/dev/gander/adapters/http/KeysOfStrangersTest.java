package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.adapters.http.access.BrowserSignIns;
import dev.gander.domain.access.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Keys that come to operations which are open to strangers: frames, and signing in.
class KeysOfStrangersTest {
  private static final String SESSION = "/gander/v1/console/session";

  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private final KeyedApi api =
      new KeyedApi(
          new EchoService(), BrowserSignIns.of(new Random(1), System::nanoTime, pauses::add));
  private final KeyedApi.Holder anna = api.key("anna", Scope.READ);

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(api.server.uri(path));
  }

  private int get(String path) {
    return api.server.send(to(path)).statusCode();
  }

  private int post(String path, String body) {
    return api.server
        .send(
            to(path)
                .header("content-type", "application/json")
                .header("sec-fetch-site", "same-origin")
                .POST(BodyPublishers.ofString(body)))
        .statusCode();
  }

  @Test
  void wrongKeysOfFramesAreSlowedDownLikeAllOthers() {
    for (int i = 0; i < 4; i++) {
      assertEquals(401, get("/mcp-ui-proxy?secret=guess" + i));
      assertEquals(401, get("/mcp-app-proxy?secret=guess" + i));
    }
    assertEquals(401, get("/mcp-app-guest?nonce=x&secret=guess"));
    assertEquals(401, post("/mcp-app-guest", "{\"secret\":\"guess\",\"html\":\"<p>\"}"));
    assertEquals(List.of(), pauses);

    assertEquals(401, get("/mcp-ui-proxy?secret=guess"));
    assertEquals(401, get("/mcp-app-guest?nonce=x&secret=guess"));

    assertEquals(List.of(1L, 2L), pauses.stream().map(Duration::toSeconds).toList());
    assertEquals(200, get("/mcp-ui-proxy?secret=" + TestServer.KEY));
    assertEquals(200, get("/mcp-app-proxy?secret=" + anna.secret));
    assertEquals(404, get("/mcp-app-guest?nonce=x&secret=" + anna.secret));
    assertEquals(2, pauses.size());
  }

  @Test
  void whoeverHasAKeyAndSendsNoneIsNotGuessing() {
    for (int i = 0; i < 20; i++) {
      assertEquals(401, get("/mcp-ui-proxy?secret="));
      assertEquals(401, get("/mcp-ui-proxy?secret=%20"));
      assertEquals(
          401,
          api.server
              .send(to("/mcp-ui-proxy?secret=guess").header("x-secret-key", anna.secret))
              .statusCode());
    }
    assertEquals(401, get("/mcp-ui-proxy?secret=guess"));

    assertEquals(List.of(), pauses);
  }

  /// Probes with an old key must be answered in time.
  @Test
  void wrongKeysOfProbesCountAndWaitForNothing() {
    for (int i = 0; i < 20; i++) {
      HttpRequest.Builder probe = to("/gander/v1/health/live").header("x-secret-key", "guess" + i);
      assertEquals(200, api.server.send(probe).statusCode());
    }
    assertEquals(List.of(), pauses);

    assertEquals(401, get("/mcp-ui-proxy?secret=guess"));

    assertEquals(1, pauses.size());
  }

  private List<String> audited() {
    return api.backend.audit.entries().stream()
        .map(entry -> entry.who() + " " + entry.operation() + " " + entry.outcome())
        .toList();
  }

  @Test
  void whoCameIsInTheAuditLog() {
    assertEquals(200, post(SESSION, "{\"key\":\"" + anna.secret + "\"}"));
    assertEquals(401, post(SESSION, "{\"key\":\"guess\"}"));
    assertEquals(401, post(SESSION, "{\"code\":\"guess\"}"));
    assertEquals(200, get("/mcp-ui-proxy?secret=" + TestServer.KEY));
    assertEquals(401, get("/mcp-app-proxy?secret=guess"));
    assertEquals(200, get("/status"));
    assertEquals(401, get("/sessions"));

    assertEquals(
        List.of(
            anna.id + " start_console_session 200",
            "- start_console_session 401",
            "- start_console_session 401",
            "server mcp_ui_proxy 200",
            "- mcp_app_proxy 401",
            "- list_sessions 401"),
        audited());
    assertFalse(api.backend.audit.entries().toString().contains(anna.secret));
  }

  @Test
  void aCodeIsAnsweredForByItsKey() {
    String code =
        RunningApi.object(anna.send("POST", "/gander/v1/console/codes", null))
            .text("code")
            .orElseThrow();

    assertEquals(200, post(SESSION, "{\"code\":\"" + code + "\"}"));

    assertEquals(anna.id + " start_console_session 200", audited().getLast());
  }
}
