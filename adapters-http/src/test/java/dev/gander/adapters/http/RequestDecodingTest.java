package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDecodingTest {
  private static final int LIMIT = 2 << 20;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(Hello.routes());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void assertRefused(int status, String begin, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().startsWith("{\"message\":\"" + begin), answer.body());
    assertEquals("application/json", answer.headers().firstValue("content-type").orElse(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/json",
        "application/jsonx",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "json"
      })
  void aBodyMustBeDeclaredAsJson(String type) {
    var request =
        server
            .request("/things")
            .header("content-type", type)
            .POST(BodyPublishers.ofString("{\"name\":\"x\"}"));
    assertRefused(
        415, "Expected request with `Content-Type: application/json`", server.send(request));
  }

  @Test
  void aBodyWithoutATypeIsRefused() {
    assertRefused(415, "Expected request with", server.method("POST", "/things"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Application/JSON; charset=latin-1",
        "application/vnd.x+json",
        "application/json ;x"
      })
  void aJsonTypeMayHaveParametersAndAnyCase(String type) {
    var request =
        server
            .request("/things")
            .header("content-type", type)
            .POST(BodyPublishers.ofString("{\"name\":\"ä\"}"));
    HttpResponse<String> answer = server.send(request);
    assertEquals("{\"name\":\"ä\",\"more\":null,\"flag\":null}", answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{bad",
        "",
        "   ",
        "{\"name\":\"x\"",
        "{\"name\":\"x\"} x",
        "{\"name\":\"x\"}{}",
        "{'name':'x'}",
        "{name:\"x\"}",
        "{\"name\":\"x\",}",
        "// c\n{\"name\":\"x\"}",
        "nonsense",
        "{\"name\":NaN}",
        "{\"name\":+1}",
        "{\"name\":01}",
        "{\"name\":\"a\tb\"}",
        "{\"name\":\"\\ud800\"}",
        "{\"name\":\"\\udc00\\ud800\"}"
      })
  void aBodyThatIsNoJsonIsABadRequest(String body) {
    assertRefused(400, "Failed to parse the request body as JSON: ", server.post("/things", body));
  }

  @Test
  void aSyntaxErrorIsToldWithLineAndColumn() {
    String message = server.post("/things", "{\n \"name\": \"x\",\n  oops}").body();
    assertTrue(message.matches(".*at line 3 column \\d+\"}"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"efbbbf7b7d", "7b226e616d65223a22ff227d", "7b226e616d65223a22c080227d"})
  void bytesThatAreNoPlainUtf8AreABadRequest(String hex) {
    var answer = server.post("/things", BodyPublishers.ofByteArray(HexFormat.of().parseHex(hex)));
    assertRefused(400, "Failed to parse the request body as JSON: ", answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":5}",
        "{\"name\":null}",
        "{\"name\":[\"x\"]}",
        "{\"Name\":\"x\"}",
        "[]",
        "null",
        "\"x\"",
        "7",
        "[\"x\"]",
        "{\"name\":\"x\",\"name\":\"y\"}",
        "{\"name\":\"x\",\"flag\":1}",
        "{\"name\":\"x\",\"flag\":\"true\"}"
      })
  void jsonOfTheWrongShapeCannotBeProcessed(String body) {
    assertRefused(
        422,
        "Failed to deserialize the JSON body into the target type: ",
        server.post("/things", body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"x\",\"zzz\":1}",
        "{\"zzz\":1,\"zzz\":2,\"name\":\"x\"}",
        " \n\t{\"name\":\"x\",\"flag\":null} \n"
      })
  void unknownMembersAreIgnoredAndNullIsAbsent(String body) {
    assertEquals(
        "{\"name\":\"x\",\"more\":null,\"flag\":null}", server.post("/things", body).body());
  }

  @Test
  void aBodyMayBe127LevelsDeepAndDeeperWhereNobodyReads() {
    assertEquals(200, server.post("/things", nested("more", 126)).statusCode());
    assertRefused(400, "Failed to parse", server.post("/things", nested("more", 127)));
    assertEquals(200, server.post("/things", nested("unknown", 500)).statusCode());
  }

  private static String nested(String member, int levels) {
    return "{\"name\":\"x\",\"%s\":%s%s}".formatted(member, "[".repeat(levels), "]".repeat(levels));
  }

  @ParameterizedTest
  @CsvSource({"/things, 2097152, 200", "/things, 2097153, 413", "/things/big, 3145728, 200"})
  void aBodyHasAMaximumLength(String path, int length, int status) {
    byte[] padded = " ".repeat(length).getBytes(StandardCharsets.UTF_8);
    byte[] json = "{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(json, 0, padded, 0, json.length);
    assertEquals(status, server.post(path, BodyPublishers.ofByteArray(padded)).statusCode());
  }

  @Test
  void theMaximumAlsoHoldsForABodyOfUnknownLength() {
    var endless = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[LIMIT + 1]));
    assertRefused(
        413, "Failed to buffer the request body: length limit", server.post("/things", endless));
    assertEquals(200, server.get("/things").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "'', 400",
    "?other=1, 400",
    "?text=a&text=b, 400",
    "?text=a&limit=-1, 400",
    "?text=a&limit=, 400",
    "?text=a&limit=1.5, 400",
    "?text=a&limit=%201, 400",
    "?text=a&limit=x, 400",
    "?text=a&limit=99999999999999999999, 400",
    "?text=a&limit=1&limit=2, 400"
  })
  void aBadQueryIsABadRequest(String query, int status) {
    assertRefused(
        status, "Failed to deserialize query string: ", server.get("/things/find" + query));
  }

  @ParameterizedTest
  @CsvSource({
    "?text=a+b&limit=007, a b, 7",
    "?limit=3&text=%C3%A4%zz&x=1&x=2, ä%zz, 3",
    "?text=%FF, �, -1",
    "?text=, '', -1"
  })
  void aQueryIsDecodedAsAForm(String query, String text, long limit) {
    assertEquals(
        "{\"text\":\"%s\",\"limit\":%d}".formatted(text, limit),
        new RawClient(server.server().port()).get("/things/find" + query).body());
  }
}
