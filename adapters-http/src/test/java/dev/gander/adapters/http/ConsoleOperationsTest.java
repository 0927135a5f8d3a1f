package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.access.BrowserSignIns;
import dev.gander.domain.access.Scope;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The console's files, and who signs in to it.
class ConsoleOperationsTest {
  private static final String CONSOLE = "/gander/v1/console/";
  private static final String SESSION = CONSOLE + "session";

  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private final KeyedApi api =
      new KeyedApi(
          new EchoService(), BrowserSignIns.of(new Random(1), System::nanoTime, pauses::add));

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpRequest.Builder keyless(String path) {
    return HttpRequest.newBuilder(api.server.uri(path));
  }

  private HttpResponse<String> load(String path) {
    return api.server.send(keyless(path));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("-");
  }

  private String version() {
    Matcher found = Pattern.compile("[0-9a-f]{16}").matcher(load(CONSOLE).body());
    assertTrue(found.find());
    return found.group();
  }

  private HttpResponse<String> signIn(String body) {
    return api.server.send(
        keyless(SESSION)
            .header("content-type", "application/json")
            .header("sec-fetch-site", "same-origin")
            .POST(BodyPublishers.ofString(body)));
  }

  private String cookie(String key) {
    HttpResponse<String> answer = signIn("{\"key\":\"" + key + "\"}");
    assertEquals(200, answer.statusCode(), answer::body);
    return header(answer, "set-cookie").split(";")[0];
  }

  private HttpRequest.Builder page(String path, String cookie) {
    return keyless(path).header("cookie", cookie).header("sec-fetch-site", "same-origin");
  }

  private int status(HttpRequest.Builder request) {
    return api.server.send(request).statusCode();
  }

  @Test
  void thePageNeedsNoKeyAndNamesItsFilesByTheirDigest() {
    HttpResponse<String> page = load(CONSOLE);

    assertEquals(200, page.statusCode());
    assertEquals("text/html; charset=utf-8", header(page, "content-type"));
    assertEquals("no-cache", header(page, "cache-control"));
    assertEquals("<script src=" + version() + "/a.js>", page.body());
    String policy = header(page, "content-security-policy");
    assertTrue(policy.contains("default-src 'none'; script-src 'self'; style-src 'self'"), policy);
    assertTrue(policy.contains("require-trusted-types-for 'script'"), policy);
    assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals("no-referrer", header(page, "referrer-policy"));
    assertEquals("nosniff", header(page, "x-content-type-options"));
  }

  @Test
  void itsAddressWithoutASlashLeadsThere() {
    HttpResponse<String> answer = load("/gander/v1/console");

    assertEquals(302, answer.statusCode());
    assertEquals("console/", header(answer, "location"));
  }

  @Test
  void whatIsNamedByItsDigestIsKeptForGood() {
    String lasting = "public, max-age=31536000, immutable";
    HttpResponse<String> script = load(CONSOLE + version() + "/a.js");
    assertEquals("import './b/c.js'", script.body());
    assertEquals("text/javascript; charset=utf-8", header(script, "content-type"));
    assertEquals(lasting, header(script, "cache-control"));
    assertEquals(lasting, header(load(CONSOLE + version() + "/b/c.js"), "cache-control"));
    assertEquals("no-cache", header(load(CONSOLE + "a.js"), "cache-control"));
    assertEquals("no-cache", header(load(CONSOLE + "b/c.js"), "cache-control"));
  }

  @Test
  void aBrowserThatHasAFileIsNotSentItAgain() {
    String tag = header(load(CONSOLE + "a.js"), "etag");

    HttpResponse<String> again =
        api.server.send(keyless(CONSOLE + "a.js").header("if-none-match", tag));

    assertEquals(304, again.statusCode());
    assertEquals("", again.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, br|gzip",
        "br;q=1.0, gzip;q=0.8|gzip",
        "gzip;q=0|-",
        "gzip;q=0.0, identity|-",
        "gzipped|-",
        "br|-"
      })
  void filesArePackedForWhoUnpacksThem(String accepted, String used) throws Exception {
    HttpResponse<byte[]> answer =
        api.server
            .client()
            .send(
                keyless(CONSOLE + "a.js").header("accept-encoding", accepted).build(),
                BodyHandlers.ofByteArray());

    assertEquals(used, header(answer, "content-encoding"));
    assertTrue(header(answer, "vary").contains("accept-encoding"));
    assertEquals("import './b/c.js'", text(answer.body(), used.equals("gzip")));
  }

  private static String text(byte[] body, boolean isPacked) throws IOException {
    try (var bytes = new ByteArrayInputStream(body)) {
      return new String(
          (isPacked ? new GZIPInputStream(bytes) : bytes).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b.js",
        "b",
        "b/",
        "..",
        "%2e%2e",
        "%2e%2e%2fa.js",
        "..%2fa.js",
        "b/..%2fa.js",
        "b/%2e%2e/a.js",
        "0000000000000000/a.js",
        "a.js%00",
        "%ff",
        "x/y/z/a.js"
      })
  void otherPathsAreNotThere(String path) {
    HttpResponse<String> answer = load(CONSOLE + path);

    assertTrue(List.of(400, 404).contains(answer.statusCode()), answer.statusCode() + path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void filesAreOnlyRead(String method) {
    HttpRequest.Builder request = keyless(CONSOLE + "a.js");

    assertEquals(405, status(request.method(method, BodyPublishers.noBody())));
  }

  @Test
  void whoSignsInGetsATicketThatScriptsCannotRead() {
    HttpResponse<String> answer = signIn("{\"key\":\" test \"}");

    assertEquals("{\"expires_in\":43200}", answer.body());
    String cookie = header(answer, "set-cookie");
    String name = "gander-console-" + api.server.server().port();
    assertTrue(
        cookie.matches(name + "=[\\w-]{43}; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"),
        cookie);
    assertNotEquals(cookie("test"), cookie("test"));
    assertEquals(
        "{\"key\":\"server\",\"scopes\":[\"read\",\"chat\",\"approve\",\"configure\",\"admin\"]}",
        api.server.send(page(SESSION, cookie("test"))).body());
  }

  @Test
  void aPageOfAnotherPortGetsNothing() {
    String cookie = cookie("test");

    assertEquals(200, status(page("/sessions", cookie)));
    for (String site : List.of("same-site", "cross-site", "none")) {
      HttpRequest.Builder foreign =
          keyless("/sessions").header("cookie", cookie).header("sec-fetch-site", site);
      assertEquals(401, status(foreign), site);
    }
  }

  @Test
  void aSignInOfAnotherPageIsRefused() {
    for (String[] header :
        List.of(
            new String[] {"sec-fetch-site", "same-site"},
            new String[] {"origin", "http://localhost:1"},
            new String[] {"origin", "null"})) {
      HttpResponse<String> answer =
          api.server.send(
              keyless(SESSION)
                  .header("content-type", "application/json")
                  .header(header[0], header[1])
                  .POST(BodyPublishers.ofString("{\"key\":\"test\"}")));

      assertEquals(403, answer.statusCode(), header[1]);
      assertEquals("-", header(answer, "set-cookie"));
    }
  }

  @Test
  void aKeyInAHeaderComesBeforeTheTicket() {
    assertEquals(401, status(page("/sessions", cookie("test")).header("x-secret-key", "wrong")));
  }

  @Test
  void aTicketHasTheScopesOfItsKeyAndSeesWhatItSees() {
    KeyedApi.Holder reader = api.key("reader", Scope.READ);
    KeyedApi.Holder other = api.key("other", Scope.READ, Scope.CHAT);
    String session = other.session();
    String cookie = cookie(reader.secret);

    assertEquals(200, status(page("/sessions", cookie)));
    assertEquals(403, status(page("/gander/v1/keys", cookie)));
    assertEquals(404, status(page("/sessions/" + session, cookie)));
    assertEquals(200, status(page("/sessions/" + session, cookie(other.secret))));
  }

  @Test
  void aTicketEndsWithItsKey() {
    KeyedApi.Holder holder = api.key("holder", Scope.READ);
    String cookie = cookie(holder.secret);
    assertEquals(200, status(page(SESSION, cookie)));

    api.server.delete("/gander/v1/keys/" + holder.id);

    assertEquals(401, status(page(SESSION, cookie)));
  }

  @Test
  void whoSignsOutIsOut() {
    String cookie = cookie("test");
    String other = cookie("test");

    HttpResponse<String> answer =
        api.server.send(page(SESSION, cookie).method("DELETE", BodyPublishers.noBody()));

    assertEquals(204, answer.statusCode());
    assertTrue(header(answer, "set-cookie").contains("Max-Age=0"));
    assertEquals(401, status(page(SESSION, cookie)));
    assertEquals(200, status(page(SESSION, other)));
  }

  @Test
  void aCodeOpensABrowserOnceForTheKeyThatAskedForIt() {
    KeyedApi.Holder holder = api.key("holder", Scope.READ);
    HttpResponse<String> made = holder.post(CONSOLE + "codes", "");
    String code = RunningApi.object(made).text("code").orElseThrow();
    assertEquals(
        "/gander/v1/console/#code=" + code, RunningApi.object(made).text("path").orElseThrow());

    HttpResponse<String> answer = signIn("{\"code\":\"" + code + "\"}");

    assertEquals(200, answer.statusCode(), answer::body);
    String cookie = header(answer, "set-cookie").split(";")[0];
    assertTrue(api.server.send(page(SESSION, cookie)).body().contains(holder.id));
    RunningApi.assertError(
        401, "The code is not valid any more", signIn("{\"code\":\"" + code + "\"}"));
  }

  @Test
  void whoIsSignedInOpensAnotherBrowser() {
    String cookie = cookie("test");
    HttpResponse<String> made =
        api.server.send(page(CONSOLE + "codes", cookie).POST(BodyPublishers.noBody()));
    String code = RunningApi.object(made).text("code").orElseThrow();

    assertEquals(200, signIn("{\"code\":\"" + code + "\"}").statusCode());
    assertEquals(401, status(keyless(CONSOLE + "codes").POST(BodyPublishers.noBody())));
  }

  /// In whatever way they are given, but for none at all, which is no guess.
  @Test
  void wrongKeysAreSlowedDownAndRightOnesAreNot() {
    for (int i = 0; i < 5; i++) {
      assertEquals(401, status(keyless("/sessions").header("x-secret-key", "guess" + i)));
      assertEquals(401, status(keyless("/sessions").header("authorization", "Bearer g" + i)));
      assertEquals(401, status(keyless("/sessions")));
    }
    assertEquals(List.of(), pauses);

    assertEquals(401, signIn("{\"key\":\"guess\"}").statusCode());
    assertEquals(401, signIn("{\"code\":\"guess\"}").statusCode());
    assertEquals(401, status(keyless("/sessions").header("x-secret-key", "guess")));

    assertEquals(List.of(1L, 2L, 3L), pauses.stream().map(Duration::toSeconds).toList());
    assertEquals(200, api.server.get("/sessions").statusCode());
    assertEquals(200, signIn("{\"key\":\"test\"}").statusCode());
    assertEquals(3, pauses.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|401",
        "{\"key\":null}|401",
        "{\"key\":\"\"}|401",
        "{\"key\":\"wrong\"}|401",
        "{\"code\":\"wrong\",\"key\":\"test\"}|401",
        "{\"key\":5}|422",
        "[|400"
      })
  void aWrongProofIsRefused(String body, int status) {
    HttpResponse<String> answer = signIn(body);

    assertEquals(status, answer.statusCode(), answer::body);
    assertTrue(JsonText.parse(answer.body()).compact().contains("message"));
    assertEquals("-", header(answer, "set-cookie"));
  }
}
