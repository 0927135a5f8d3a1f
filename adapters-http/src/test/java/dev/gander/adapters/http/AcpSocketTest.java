package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.RawClient.RawAnswer;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.DataInputStream;
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
import org.junit.jupiter.params.provider.CsvSource;

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
  void messagesGoBothWays() {
    assertEquals(JsonText.parse("{\"a\":1}"), client.ask("{\"a\":1}"));
    assertEquals(JsonText.parse("{\"a\":[2]}"), client.ask("{\n  \"a\": [ 2 ]\n}"));
  }

  /// They leave together, in pieces of a size that nobody has to wait for.
  @ParameterizedTest
  @CsvSource({"3, 10", "3, 9000", "2000, 100"})
  void messagesThatFollowEachOtherAllArrive(int times, int length) {
    JsonObject message =
        JsonObject.builder().put("text", "x".repeat(length)).put("times", times).build();

    assertEquals(message, client.ask(message.compact()));
    for (int i = 1; i < times; i++) {
      assertEquals(message, client.next());
    }
    assertEquals(JsonObject.EMPTY, client.ask("{}"));
  }

  @Test
  void whatIsNoTextIsIgnored() {
    client.socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), true).join();

    assertEquals(JsonObject.EMPTY, client.ask("{}"));
  }

  /// The JDK's client cuts a message into frames of 16 KiB, as the Java SDK of the protocol does;
  /// others send it in one.
  @Test
  void aLargeMessageGoesBothWays() {
    String text = "ä".repeat(1 << 20);

    assertEquals(text, client.ask("{\"text\":\"" + text + "\"}").text("text").orElseThrow());
  }

  @Test
  void aMessageInPartsIsPutTogetherAlsoInTheMiddleOfACharacter() throws IOException {
    String text = "{\"text\":\"ä€😀\"}";
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
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
      assertEquals(text, readText(raw.getInputStream()));
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
  void aLargeFrameIsRead() throws IOException {
    byte[] text = ("{\"text\":\"" + "x".repeat(10 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
    byte[] mask = {1, 2, 3, 4};
    byte[] masked = text.clone();
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= mask[i % 4];
    }
    try (Socket raw = openRaw()) {
      OutputStream out = raw.getOutputStream();
      out.write(new byte[] {(byte) 0x81, (byte) 0xFF});
      out.write(ByteBuffer.allocate(12).putLong(text.length).put(mask).array());
      out.write(masked);

      DataInputStream in = new DataInputStream(raw.getInputStream());
      assertEquals((short) 0x817F, in.readShort());
      assertEquals(text.length, in.readLong());
      assertArrayEquals(text, in.readNBytes(text.length));
    }
  }

  @Test
  void aMessageThatIsTooBigEndsTheSocket() throws IOException {
    byte[] part = new byte[15 << 20];
    try (Socket raw = openRaw()) {
      OutputStream out = raw.getOutputStream();
      for (int i = 0; i < 4; i++) {
        out.write(new byte[] {(byte) (i == 0 ? 1 : 0), (byte) 0xFF});
        out.write(ByteBuffer.allocate(12).putLong(part.length).putInt(0).array());
        out.write(part);
      }
      out.write(new byte[] {0, (byte) 0xFF});
      out.write(ByteBuffer.allocate(12).putLong(5 << 20).putInt(0).array());
      out.write(part, 0, 5 << 20);
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

    assertEquals("hello", client.ponged.get(30, TimeUnit.SECONDS));
  }

  @Test
  void aCloseIsAnswered() throws Exception {
    client.socket.sendClose(1000, "bye").join();

    assertEquals(1000, client.closed.get(30, TimeUnit.SECONDS));
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
}
