package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(Hello.routes());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  @Test
  void anOpenPageNeedsNoKey() {
    HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri("/status")));
    assertEquals(200, answer.statusCode());
    assertEquals("ok", answer.body());
    assertEquals("text/plain; charset=utf-8", header(answer, "content-type"));
    assertEquals("2", header(answer, "content-length"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/things", "/nope", "/", "/status/", "/things/find?secret=test"})
  void everyOtherPathNeedsTheKeyWhetherItExistsOrNot(String path) {
    HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri(path)));
    assertEquals(401, answer.statusCode());
    assertEquals("{\"message\":\"Unauthorized\"}", answer.body());
    assertEquals("application/json", header(answer, "content-type"));
    assertEquals("*", header(answer, "access-control-allow-origin"));
  }

  @ParameterizedTest
  @CsvSource({
    "x-secret-key, test, 200",
    "x-secret-key, ' test ', 200",
    "x-secret-key, TEST, 401",
    "x-secret-key, tes, 401",
    "x-secret-key, testt, 401",
    "x-secret-key, 'test, test', 401",
    "x-secret-key, '', 401",
    "authorization, Bearer test, 200",
    "authorization, bearer test, 200",
    "authorization, Bearer wrong, 401",
    "authorization, test, 401",
    "authorization, Basic dGVzdDp0ZXN0, 401"
  })
  void aKeyIsTakenFromTwoHeaders(String name, String value, int status) {
    var request = HttpRequest.newBuilder(server.uri("/things")).header(name, value);
    assertEquals(status, server.send(request).statusCode());
  }

  @Test
  void aRightKeyIsEnoughBesideAWrongBearer() {
    var request = server.request("/things").header("authorization", "Bearer wrong");
    assertEquals(200, server.send(request).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/nope", "/things/", "//things", "/Things", "/things//name", "/things/a/b", "/"})
  void anUnknownPathIsNotFound(String path) {
    HttpResponse<String> answer = server.get(path);
    assertEquals(404, answer.statusCode());
    assertEquals("{\"message\":\"Not Found\"}", answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /things, 'GET,HEAD,POST'",
    "POST, /things/x, 'GET,HEAD,DELETE'",
    "GET, /things/x/name, PUT",
    "DELETE, /things/find, 'GET,HEAD'",
    "HEAD, /things/x/name, PUT",
    "PATCH, /status, 'GET,HEAD'"
  })
  void aWrongMethodIsRefusedWithTheRightOnes(String method, String path, String allowed) {
    HttpResponse<String> answer = server.method(method, path);
    assertEquals(405, answer.statusCode());
    assertEquals(allowed, header(answer, "allow"));
    assertEquals("application/json", header(answer, "content-type"));
    assertEquals(
        method.equals("HEAD") ? "" : "{\"message\":\"Method Not Allowed\"}", answer.body());
  }

  @Test
  void headAnswersLikeGetWithoutABody() {
    HttpResponse<String> answer = server.method("HEAD", "/status");
    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
    assertEquals("2", header(answer, "content-length"));
    assertEquals("text/plain; charset=utf-8", header(answer, "content-type"));
    assertEquals(400, server.method("HEAD", "/things/find").statusCode());
    assertEquals(404, server.method("HEAD", "/nope").statusCode());
  }

  @ParameterizedTest
  @CsvSource({"/things, 'GET,HEAD,POST'", "/status, 'GET,HEAD'", "/does/not/exist,"})
  void optionsIsAnsweredEverywhereWithoutAKey(String path, String allowed) {
    HttpResponse<String> answer =
        server.send(
            HttpRequest.newBuilder(server.uri(path)).method("OPTIONS", BodyPublishers.noBody()));
    assertAll(
        () -> assertEquals(200, answer.statusCode()),
        () -> assertEquals("0", header(answer, "content-length")),
        () -> assertEquals(null, header(answer, "content-type")),
        () -> assertEquals("*", header(answer, "access-control-allow-origin")),
        () -> assertEquals("*", header(answer, "access-control-allow-methods")),
        () -> assertEquals("*", header(answer, "access-control-allow-headers")),
        () -> assertEquals(null, header(answer, "access-control-max-age")),
        () -> assertEquals(allowed, header(answer, "allow")));
  }

  @Test
  void everyAnswerHasTheSameCorsHeadersAndNoOthers() {
    HttpResponse<String> answer = server.send(server.request("/things").header("origin", "null"));
    assertEquals(List.of("*"), answer.headers().allValues("access-control-allow-origin"));
    assertEquals(
        "origin, access-control-request-method, access-control-request-headers",
        header(answer, "vary"));
    for (String name :
        List.of("server", "etag", "cache-control", "access-control-allow-credentials")) {
      assertEquals(Optional.empty(), answer.headers().firstValue(name), name);
    }
  }

  @Test
  void anEmptySuccessHasLengthZeroAndNoType() {
    HttpResponse<String> answer = server.method("DELETE", "/things/x");
    assertEquals(200, answer.statusCode());
    assertEquals("0", header(answer, "content-length"));
    assertEquals(null, header(answer, "content-type"));
  }

  @ParameterizedTest
  @CsvSource({
    "/things/%E2%82%AC, 200, \"€\"",
    "/things/a%2Fb, 200, \"a/b\"",
    "/things/a%20b, 200, \"a b\"",
    "/things/a+b, 200, \"a+b\"",
    "/things/open-sesame, 200, \"open-sesame\"",
    "/things/%FF, 400, '{\"message\":\"Invalid URL: Invalid UTF-8 in `id`\"}'",
  })
  void valuesOfThePathAreDecoded(String path, int status, String body) {
    HttpResponse<String> answer = server.get(path);
    assertEquals(status, answer.statusCode());
    assertEquals(body, answer.body());
  }

  @ParameterizedTest
  @CsvSource({
    "input, 400, bad value",
    "missing, 404, no such thing",
    "busy, 409, not now",
    "key, 400, Authentication failed: no key",
    "slow-down, 429, Rate limit exceeded: slow down",
    "model, 500, Provider error: broken",
    "disk, 500, disk full",
    "refusal, 424, try another",
    "secret, 400, not ***",
    "bug, 500, Internal Server Error",
    "depth, 500, Internal Server Error"
  })
  void aFailureBecomesAStatusAndAMessage(String how, int status, String message) {
    HttpResponse<String> answer = server.get("/fail/" + how);
    assertEquals(status, answer.statusCode());
    assertEquals("{\"message\":\"" + message + "\"}", answer.body());
    assertFalse(answer.body().contains("secret"));
  }

  @Test
  void twoOperationsCannotHaveOnePlace() {
    Route route = Route.get("a", "/x", _ -> Answer.empty());
    org.junit.jupiter.api.Assertions.assertThrows(
        IllegalArgumentException.class, () -> TestServer.start(List.of(route, route)));
  }
}
