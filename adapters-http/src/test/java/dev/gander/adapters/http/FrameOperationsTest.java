package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertError;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pages for frames, asked for as frames do: without a header for the key. What happens in a
/// browser is in `AppsInBrowserIT`.
class FrameOperationsTest {
  private static final String GONE = "Guest content not found or already consumed";
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = new RunningApi();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  private static HttpResponse<String> get(String path) {
    return api.server.send(HttpRequest.newBuilder(api.server.uri(path)));
  }

  private static HttpResponse<String> store(String body) {
    return api.server.send(
        HttpRequest.newBuilder(api.server.uri("/mcp-app-guest"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static JsonObject ticket(String html, String csp) {
    return RunningApi.object(
        store("{\"secret\":\"test\",\"html\":\"" + html + "\",\"csp\":" + csp + "}"));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void theKeyIsTakenFromTheQueryOnly() {
    for (String page : List.of("/mcp-ui-proxy", "/mcp-app-proxy")) {
      assertError(
          400, "Failed to deserialize query string: missing field `secret`", api.server.get(page));
      assertError(401, "Unauthorized", get(page + "?secret=wrong"));
      assertError(401, "Unauthorized", get(page + "?secret="));
      assertError(
          400,
          "Failed to deserialize query string: duplicate field `secret`",
          get(page + "?secret=test&secret=test"));
      assertError(401, "Unauthorized", get(page + "/?secret=test"));

      HttpResponse<String> answer = get(page + "?secret=test&unknown=1&unknown=2");
      assertEquals(200, answer.statusCode());
      assertEquals("text/html; charset=utf-8", header(answer, "content-type"));
      assertEquals("no-referrer", header(answer, "referrer-policy"));
      assertEquals("no-store", header(answer, "cache-control"));
      assertEquals("", header(answer, "content-security-policy"));
      assertFalse(answer.body().contains("{{"), answer.body());
    }
  }

  @Test
  void thePolicyOfAnAppStandsInItsPage() {
    String body =
        get("/mcp-app-proxy?secret=test&connect_domains=https://a.example,%22%3E%3Cscript%3E")
            .body();

    assertTrue(body.contains("connect-src 'self' https://a.example; img-src"), body);
    assertTrue(body.contains("connect-src https://a.example; img-src"), body);
    assertFalse(body.contains("\"><script>\""), body);
  }

  @Test
  void aGuestIsStoredAndReadOnce() {
    JsonObject ticket = ticket("<p>hi", "\"default-src 'none'\"");
    String nonce = ticket.text("nonce").orElseThrow();
    assertTrue(
        nonce.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));

    assertError(401, "Unauthorized", get("/mcp-app-guest?secret=wrong&nonce=" + nonce));
    HttpResponse<String> answer = get("/mcp-app-guest?secret=test&nonce=" + nonce);

    assertEquals("<p>hi", answer.body());
    assertEquals("text/html; charset=utf-8", header(answer, "content-type"));
    assertEquals("strict-origin", header(answer, "referrer-policy"));
    assertEquals("default-src 'none'", header(answer, "content-security-policy"));
    assertError(404, GONE, get("/mcp-app-guest?secret=test&nonce=" + nonce));
    assertError(401, "Unauthorized", get("/mcp-app-guest?secret=wrong&nonce=" + nonce));
  }

  /// Other clients than our own page may leave it out.
  @Test
  void aGuestWithoutAPolicyReachesNothingAndHasNoOrigin() {
    for (String none : List.of("null", "\"\"", "\" \"")) {
      String nonce = ticket("<p>bare", none).text("nonce").orElseThrow();
      String policy =
          header(get("/mcp-app-guest?secret=test&nonce=" + nonce), "content-security-policy");
      for (String part :
          List.of(
              "default-src 'none'", "connect-src 'none'", "sandbox allow-scripts allow-forms")) {
        assertTrue(policy.contains(part), policy);
      }
      assertFalse(policy.contains("same-origin"), policy);
    }
  }

  @Test
  void aGuestMayBeReadWithItsOwnSecret() {
    JsonObject ticket = ticket("<p>mine", "null");
    JsonObject other = ticket("<p>other", "\"\"");
    String own = ticket.text("secret").orElseThrow();

    assertError(
        401,
        "Unauthorized",
        get("/mcp-app-guest?secret=" + own + "&nonce=" + other.text("nonce").orElseThrow()));
    assertError(401, "Unauthorized", get("/mcp-app-proxy?secret=" + own));
    HttpResponse<String> answer =
        get("/mcp-app-guest?secret=" + own + "&nonce=" + ticket.text("nonce").orElseThrow());
    assertEquals("<p>mine", answer.body());
    assertError(
        401,
        "Unauthorized",
        get("/mcp-app-guest?secret=" + own + "&nonce=" + ticket.text("nonce").orElseThrow()));
  }

  @Test
  void storingNeedsTheKeyInTheBody() {
    assertError(401, "Unauthorized", store("{\"secret\":\"wrong\",\"html\":\"<p>\",\"csp\":null}"));
    assertEquals(422, store("{\"html\":\"<p>\"}").statusCode());
    assertEquals(422, store("{\"secret\":\"test\"}").statusCode());
    assertEquals(400, store("{").statusCode());
    assertEquals(
        413, store("{\"secret\":\"test\",\"html\":\"" + "x".repeat(20 << 20) + "\"}").statusCode());
    assertEquals(400, get("/mcp-app-guest?secret=test").statusCode());
    assertError(404, GONE, get("/mcp-app-guest?secret=test&nonce=none"));
  }

  @Test
  void aPolicyThatIsNoHeaderSpoilsItsGuest() {
    for (String policy : List.of("a\r\nset-cookie: x=1", "\0", "ä", "x".repeat(8_193))) {
      String nonce = ticket("<p>", Json.of(policy).compact()).text("nonce").orElseThrow();

      assertError(
          400,
          "The content security policy cannot be sent as a header",
          get("/mcp-app-guest?secret=test&nonce=" + nonce));
      assertError(404, GONE, get("/mcp-app-guest?secret=test&nonce=" + nonce));
    }
    String nonce = ticket("<p>", "\"img-src\\t*\"").text("nonce").orElseThrow();
    // Clients may read a tab as a blank.
    assertEquals(
        "img-src *",
        header(get("/mcp-app-guest?secret=test&nonce=" + nonce), "content-security-policy")
            .replace('\t', ' '));
  }
}
