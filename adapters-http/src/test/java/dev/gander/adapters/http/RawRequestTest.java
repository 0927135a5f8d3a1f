package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.RawClient.RawAnswer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawRequestTest {
  private static final String HOST_AND_KEY = "Host: localhost\r\nX-Secret-Key: test\r\n";

  private static TestServer server;
  private static RawClient client;

  @BeforeAll
  static void start() {
    server = TestServer.start(Hello.routes());
    client = new RawClient(server.server().port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void assertError(int status, RawAnswer answer) {
    assertEquals(status, answer.status(), answer.head());
    assertTrue(answer.body().matches("\\{\"message\":\"[^\"]+\"}"), answer.body());
    String head = answer.head().toLowerCase(Locale.ROOT);
    assertTrue(head.contains("content-type: application/json"), head);
    assertTrue(head.contains("access-control-allow-origin: *"), head);
  }

  @ParameterizedTest
  @CsvSource({
    "/things/%zz, 200, \"%zz\"",
    "/things/[x]{y}|z, 200, \"[x]{y}|z\"",
    "/things/find?text=[a]|b, 200, '{\"text\":\"[a]|b\",\"limit\":-1}'",
    "/things/..%2F.., 200, \"../..\"",
    "//things, 404, '{\"message\":\"Not Found\"}'"
  })
  void oddTargetsAreTakenAsTheyCome(String target, int status, String body) {
    RawAnswer answer = client.get(target);
    assertEquals(status, answer.status());
    assertEquals(body, answer.body());
  }

  @Test
  void aTargetMayBeLongButNotTooLong() {
    assertEquals(200, client.get("/things/" + "x".repeat(60_000)).status());
    assertError(414, client.get("/things/" + "x".repeat(70_000)));
  }

  @Test
  void headersMayBeManyButNotTooMany() {
    String begin = "GET /things HTTP/1.1\r\n" + HOST_AND_KEY;
    assertEquals(200, client.send(begin + "A: " + "x".repeat(30_000) + "\r\n\r\n").status());
    assertError(431, client.send(begin + "A: " + "x".repeat(90_000) + "\r\n\r\n"));
    assertError(431, client.send(begin + "A: x\r\n".repeat(20_000) + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET /things HTTP/1.1\r\nX-Secret-Key: test\r\n\r\n",
        "GET /things HTTP/1.1\r\n" + HOST_AND_KEY + "no colon\r\n\r\n",
        "POST /things HTTP/1.1\r\n" + HOST_AND_KEY + "Content-Length: x\r\n\r\n",
        "POST /things HTTP/1.1\r\n" + HOST_AND_KEY + "Content-Length: -1\r\n\r\n",
        "POST /things HTTP/1.1\r\n"
            + HOST_AND_KEY
            + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        "POST /things HTTP/1.1\r\n"
            + HOST_AND_KEY
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"
      })
  void whatIsNoHttpIsABadRequest(String text) {
    assertError(400, client.send(text));
    assertEquals(200, client.get("/things").status());
  }

  @Test
  void aBodyThatBreaksOffLeavesTheServerWell() throws IOException {
    try (Socket socket = client.connect()) {
      String text =
          "POST /things HTTP/1.1\r\n"
              + HOST_AND_KEY
              + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"na";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
    assertEquals(200, client.get("/things").status());
  }

  @Test
  void aChunkedBodyIsRead() {
    RawAnswer answer =
        client.send(
            "POST /things HTTP/1.1\r\n"
                + HOST_AND_KEY
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "8\r\n{\"name\":\r\n4\r\n\"x\"}\r\n0\r\n\r\n");
    assertEquals("{\"name\":\"x\",\"more\":null,\"flag\":null}", answer.body());
  }

  @Test
  void aTooLongBodyIsRefusedBeforeItIsSent() {
    RawAnswer answer =
        client.send(
            "POST /things HTTP/1.1\r\n"
                + HOST_AND_KEY
                + "Content-Type: application/json\r\nExpect: 100-continue\r\n"
                + "Content-Length: 2097153\r\n\r\n");
    assertError(413, answer);
  }

  @Test
  void aVeryLongBodyCostsTheConnection() throws IOException {
    try (Socket socket = client.connect()) {
      String text =
          "POST /things HTTP/1.1\r\n"
              + HOST_AND_KEY
              + "Content-Type: application/json\r\nContent-Length: 9000000000\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      RawAnswer answer = RawClient.read(socket.getInputStream());
      assertError(413, answer);
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void aConnectionIsClosedWhenTheClientWantsIt() throws IOException {
    try (Socket socket = client.connect()) {
      String text = "GET /things HTTP/1.1\r\n" + HOST_AND_KEY + "Connection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      RawAnswer answer = RawClient.read(socket.getInputStream());
      assertEquals("{}", answer.body());
      assertTrue(answer.head().toLowerCase(Locale.ROOT).contains("connection: close"));
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void aConnectionServesManyRequestsAlsoRefusedOnes() throws IOException {
    try (Socket socket = client.connect()) {
      String refused = "POST /things HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nxxxxx";
      String pipelined = refused + "GET /things HTTP/1.1\r\n" + HOST_AND_KEY + "\r\n";
      socket.getOutputStream().write(pipelined.getBytes(StandardCharsets.US_ASCII));
      assertError(401, RawClient.read(socket.getInputStream()));
      assertEquals("{}", RawClient.read(socket.getInputStream()).body());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:1234, 200",
    "127.0.0.1, 200",
    "127.8.9.10:80, 200",
    "[::1]:99, 200",
    "gander.test, 200",
    "Gander.Test:8080, 200",
    "evil.test, 403",
    "localhost.evil.test, 403",
    "127.0.0.1.evil.test, 403",
    "evil.gander.test, 403",
    "evilgander.test, 403",
    "evil.localhost, 403",
    "evil-localhost:1234, 403",
    "1127.0.0.1, 403",
    "evil.127.0.0.1, 403",
    "192.168.0.1, 403",
    "[::2], 403"
  })
  void onlyLoopbackNamesAndAllowedOnesAreServed(String host, int status) {
    for (String method : new String[] {"GET", "OPTIONS"}) {
      RawAnswer answer =
          client.send(
              method + " /things HTTP/1.1\r\nHost: " + host + "\r\nX-Secret-Key: test\r\n\r\n");
      assertEquals(status, answer.status());
    }
  }

  @Test
  void twoHostsOrNoneAreABadRequest() {
    assertError(
        400, client.send("GET /status HTTP/1.1\r\nHost: localhost\r\nHost: evil.test\r\n\r\n"));
  }

  @Test
  void anUpgradeToHttp2InTheClearIsIgnored() {
    RawAnswer answer =
        client.send(
            "GET /things HTTP/1.1\r\n"
                + HOST_AND_KEY
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n");
    assertEquals("{}", answer.body());
  }
}
