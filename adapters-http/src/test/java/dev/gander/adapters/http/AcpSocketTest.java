package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.RawClient.RawAnswer;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcpSocketTest {
  private static final String UPGRADE =
      """
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      """;

  private RunningApi api;
  private SocketClient client;

  @BeforeEach
  void open() {
    api = new RunningApi();
    client = new SocketClient(api.server.client(), api.server.uri("/acp?token=test"));
  }

  @AfterEach
  void close() {
    client.close();
    api.close();
  }

  @Test
  void theFirstRequestIsAnsweredAsByGoosed() {
    JsonObject answer =
        client.ask(
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":1,
             "clientInfo":{"name":"goose-app","version":"1.36.0"},"clientCapabilities":{}}}""");

    assertEquals(Json.of(1), answer.get("id"));
    JsonObject result = answer.object("result").orElseThrow();
    assertEquals(Json.of(1), result.get("protocolVersion"));
    assertTrue(result.object("agentCapabilities").isPresent());
    assertTrue(result.array("authMethods").isPresent());
    assertEquals("1.2.3", result.object("agentInfo").orElseThrow().text("version").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"protocolVersion\":\"1\"}", "{\"protocolVersion\":-1}", "[]"})
  void aFirstRequestWithoutAVersionIsRefused(String params) {
    JsonObject answer =
        client.ask(
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"initialize\",\"params\":"
                + params
                + "}");

    assertError(-32602, "Invalid params", Json.of("a"), answer);
    assertTrue(error(answer).object("data").orElseThrow().text("error").isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_goose/config/extensions",
        "_goose/unstable/config/extensions",
        "_goose/config/extensions/list",
        "_goose/unstable/config/extensions/list"
      })
  void theExtensionsOfTheSettingsAreToldInOneFormForAllClients(String method) {
    JsonObject extensions =
        (JsonObject)
            JsonText.parse(
                """
            {"files":{"enabled":true,"type":"stdio","name":"Files","cmd":"run","args":["-x"],
               "envs":{"TOKEN":"secret"},"env_keys":["KEY"],"timeout":5,"description":"d"},
             "web":{"enabled":false,"type":"streamable_http","name":"web","uri":"http://x/mcp",
               "headers":{"a":"b"},"description":""},
             "old":{"enabled":true,"type":"sse","name":"old","uri":"http://x"}}""");
    api.backend.settings.edit(all -> all.with("extensions", extensions));

    JsonObject result = result(client.ask(request(2, method)));

    JsonObject files = entry(result, "files");
    assertEquals(Json.of(true), files.get("enabled"));
    assertEquals("stdio", files.text("type").orElseThrow());
    assertEquals("files", files.text("config_key").orElseThrow());
    assertEquals(
        JsonText.parse(
            """
            {"type":"mcp","server":{"name":"Files","command":"run","args":["-x"],"env":[]},
             "description":"d","envKeys":["KEY"],"timeout":5}"""),
        files.get("extension"));
    assertEquals(
        JsonText.parse(
            """
            {"type":"mcp","server":{"type":"http","name":"web","url":"http://x/mcp",
             "headers":[{"name":"a","value":"b"}]}}"""),
        entry(result, "web").get("extension"));
    assertEquals(
        "platform",
        entry(result, "developer").object("extension").orElseThrow().text("type").orElseThrow());
    assertEquals(
        JsonArray.of(Json.of("'old': SSE is unsupported, migrate to streamable_http")),
        result.get("warnings"));
    assertTrue(
        extensions(result).items().stream()
            .noneMatch(entry -> "old".equals(((JsonObject) entry).text("configKey").get())));
  }

  @Test
  void anUnknownMethodIsAnError() {
    assertError(-32601, "Method not found", Json.of(7), client.ask(request(7, "session/new")));
  }

  @Test
  void brokenMessagesAreErrorsAndTheSocketStaysOpen() {
    assertError(-32700, "Parse error", JsonNull.NULL, client.ask("{\"jsonrpc\":"));
    assertError(-32600, "Invalid request", JsonNull.NULL, client.ask("{\"jsonrpc\":\"2.0\"}"));
    assertError(-32600, "Invalid request", JsonNull.NULL, client.ask("\"hello\""));
    assertError(-32600, "Invalid request", JsonNull.NULL, client.ask("[]"));
    assertError(
        -32600, "Invalid request", JsonNull.NULL, client.ask("{\"id\":1.5,\"method\":\"x\"}"));
    assertError(
        -32601, "Method not found", JsonNull.NULL, client.ask("{\"id\":null,\"method\":\"x\"}"));
  }

  @Test
  void whatWantsNoAnswerGetsNone() {
    client.socket.sendText("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancel_request\"}", true).join();
    client.socket.sendText("{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}}", true).join();
    client.socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), true).join();

    assertEquals(Json.of(5), client.ask(request(5, "x")).get("id"));
  }

  @Test
  void severalMessagesComeInLinesOrAsABatch() {
    client.socket.sendText(request(1, "x") + "\n" + request(2, "x"), true).join();
    long first = id(client.next());
    assertEquals(3, first + id(client.next()));

    client
        .socket
        .sendText("[" + request(3, "x") + ",{\"method\":\"n\"}," + request(4, "x") + "]", true)
        .join();
    JsonArray batch = assertInstanceOf(JsonArray.class, client.next());
    assertEquals(2, batch.items().size());
    assertEquals(3, id(batch.items().getFirst()));
  }

  @Test
  void aPrettyPrintedMessageIsOneMessage() {
    assertEquals(8, id(client.ask(request(8, "x").replace(",", ",\n  "))));
  }

  @Test
  void aMessageInPartsIsPutTogetherAlsoInTheMiddleOfACharacter() throws IOException {
    byte[] message = request("ä€😀").getBytes(StandardCharsets.UTF_8);
    try (Socket raw = openRaw()) {
      OutputStream out = raw.getOutputStream();
      for (int i = 0; i < message.length; i++) {
        out.write(frame(i == 0 ? 1 : 0, i == message.length - 1, new byte[] {message[i]}));
        if (i == 3) {
          out.write(frame(9, true, new byte[0])); // a ping between the parts
        }
      }
      assertEquals(0x8A, raw.getInputStream().read());
      assertEquals(0, raw.getInputStream().read());
      assertTrue(readText(raw.getInputStream()).contains("\"id\":\"ä€😀\""));
    }
  }

  @Test
  void aFrameThatIsTooBigEndsTheSocket() throws IOException {
    try (Socket raw = openRaw()) {
      raw.getOutputStream()
          .write(new byte[] {(byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 2, 0, 0, 0, 1, 2, 3, 4});
      assertClosed(1009, raw.getInputStream());
    }
  }

  @Test
  void aFrameOutOfOrderEndsTheSocket() throws IOException {
    try (Socket raw = openRaw()) {
      raw.getOutputStream().write(frame(0, true, new byte[] {'x'}));
      assertClosed(1002, raw.getInputStream());
    }
  }

  @Test
  void textThatIsNotUtf8EndsTheSocket() throws IOException {
    try (Socket raw = openRaw()) {
      raw.getOutputStream().write(frame(1, true, new byte[] {(byte) 0xFF}));
      assertClosed(1007, raw.getInputStream());
    }
  }

  @Test
  void aPingIsAnswered() throws Exception {
    client.socket.sendPing(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8))).join();

    assertEquals("hello", client.ponged.get(10, TimeUnit.SECONDS));
  }

  @Test
  void aCloseIsAnswered() throws Exception {
    client.socket.sendClose(1000, "bye").join();

    assertEquals(1000, client.closed.get(10, TimeUnit.SECONDS));
  }

  @Test
  void aServerThatStopsSaysSo() throws Exception {
    // The JDK's client mistakes the end of the connection for the close, if they come together.
    try (Socket raw = openRaw()) {
      api.server.server().close();
      assertClosed(1001, raw.getInputStream());
    }
  }

  @Test
  void withoutTheKeyNoSocketIsOpened() {
    assertRefused(401, "/acp");
    assertRefused(401, "/acp?token=wrong&token=test");
    assertRefused(401, "/acp/?token=test");
    assertRefused(401, "/status/x?token=test");
  }

  @Test
  void aForeignNameOpensNoSocket() {
    RawClient raw = new RawClient(api.server.uri("/").getPort());
    RawAnswer answer =
        raw.send("GET /acp?token=test HTTP/1.1\r\nHost: evil.test\r\n" + UPGRADE + "\r\n");
    assertEquals(403, answer.status());
  }

  @Test
  void aWindowWithoutAnOriginOpensOneWithAnId() {
    RawClient raw = new RawClient(api.server.uri("/").getPort());
    RawAnswer answer =
        raw.send(
            "GET /acp HTTP/1.1\r\nHost: localhost\r\nX-Secret-Key: test\r\nOrigin: null\r\n"
                + UPGRADE
                + "\r\n");

    assertEquals(101, answer.status());
    assertTrue(answer.head().contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    assertTrue(
        answer.head().matches("(?is).*acp-connection-id: [0-9a-f-]{36}\r\n.*"), answer.head());
  }

  @Test
  void withoutAnUpgradeItIsNotBuiltYet() {
    assertEquals(501, api.server.get("/acp").statusCode());
    assertEquals(501, api.server.post("/acp", "{}").statusCode());
    assertEquals(405, api.server.put("/acp", "{}").statusCode());
  }

  private void assertRefused(int status, String path) {
    CompletionException refused =
        assertThrows(
            CompletionException.class,
            () -> new SocketClient(api.server.client(), api.server.uri(path)));
    WebSocketHandshakeException answer =
        assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
    assertEquals(status, answer.getResponse().statusCode());
  }

  private Socket openRaw() throws IOException {
    Socket raw = new RawClient(api.server.uri("/").getPort()).connect();
    raw.getOutputStream()
        .write(
            ("GET /acp?token=test HTTP/1.1\r\nHost: localhost\r\n" + UPGRADE + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(101, RawClient.read(raw.getInputStream()).status());
    return raw;
  }

  /// A frame of a client, with a mask that changes nothing.
  private static byte[] frame(int kind, boolean last, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(6 + payload.length);
    frame.put((byte) (kind | (last ? 0x80 : 0)));
    frame.put((byte) (0x80 | payload.length));
    frame.putInt(0);
    return frame.put(payload).array();
  }

  private static String readText(InputStream in) throws IOException {
    assertEquals(0x81, in.read());
    int length = in.read();
    assertTrue(length < 126);
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static void assertClosed(int code, InputStream in) throws IOException {
    assertEquals(0x88, in.read());
    assertEquals(2, in.read());
    assertEquals(code, ByteBuffer.wrap(in.readNBytes(2)).getShort());
    assertEquals(-1, in.read());
  }

  private static String request(int id, String method) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\"}".formatted(id, method);
  }

  private static String request(String id) {
    return "{\"id\":\"%s\",\"method\":\"x\"}".formatted(id);
  }

  private static long id(Json answer) {
    return Long.parseLong(JsonText.write(((JsonObject) answer).get("id")));
  }

  private static JsonObject result(JsonObject answer) {
    return answer.object("result").orElseThrow(() -> new AssertionError(answer.toString()));
  }

  private static JsonObject error(JsonObject answer) {
    return answer.object("error").orElseThrow(() -> new AssertionError(answer.toString()));
  }

  private static JsonArray extensions(JsonObject result) {
    return result.array("extensions").orElseThrow();
  }

  private static JsonObject entry(JsonObject result, String key) {
    return extensions(result).items().stream()
        .map(JsonObject.class::cast)
        .filter(entry -> entry.text("configKey").orElseThrow().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static void assertError(int code, String message, Json id, JsonObject answer) {
    assertEquals(Json.of(code), error(answer).get("code"), answer.toString());
    assertEquals(message, error(answer).text("message").orElseThrow());
    assertEquals(id, answer.get("id"));
  }
}
