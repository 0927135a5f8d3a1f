package dev.gander.adapters.llm.clouds.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.eventstream.HeaderValue;

class EventStreamReaderTest {
  private static final byte[] HELLO = Frames.event("contentBlockDelta", "{\"text\":\"größe 🦢\"}");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 12, 13, 1000})
  void messagesAreFoundHoweverTheBytesCome(int atOnce) throws Exception {
    byte[] body = join(HELLO, Frames.event("metadata", "{}"), HELLO);
    String hello = "{\"contentBlockDelta\":{\"text\":\"größe 🦢\"}}";
    assertEquals(List.of(hello, "{\"metadata\":{}}", hello), chunks(body, atOnce));
  }

  @Test
  void headersOfAllKindsArePassedOver() throws Exception {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put("true", HeaderValue.fromBoolean(true));
    headers.put("false", HeaderValue.fromBoolean(false));
    headers.put("byte", HeaderValue.fromByte((byte) 1));
    headers.put("short", HeaderValue.fromShort((short) 2));
    headers.put("int", HeaderValue.fromInteger(3));
    headers.put("long", HeaderValue.fromLong(4));
    headers.put("bytes", HeaderValue.fromByteArray(new byte[] {1, 2, 3}));
    headers.put("time", HeaderValue.fromTimestamp(Instant.EPOCH));
    headers.put("uuid", HeaderValue.fromUuid(new UUID(1, 2)));
    headers.put(":event-type", HeaderValue.fromString("last"));
    assertEquals(List.of("{\"last\":{\"a\":1}}"), chunks(Frames.encoded(headers, "{\"a\":1}"), 9));
  }

  @Test
  void aMessageWithoutPayloadIsAnEmptyEvent() throws Exception {
    assertEquals(List.of("{\"messageStart\":{}}"), chunks(Frames.event("messageStart", ""), 99));
  }

  @Test
  void exceptionsAndErrorsAreChunksToo() throws Exception {
    String told = "{\"exception\":{\"type\":\"throttlingException\",\"message\":\"slow\"}}";
    assertEquals(
        List.of(told),
        chunks(Frames.exception("throttlingException", "{\"message\":\"slow\"}"), 5));
    assertEquals(
        List.of("{\"exception\":{\"type\":\"x\",\"message\":\"\"}}"),
        chunks(Frames.exception("x", "<html>"), 5));
    byte[] error =
        Frames.frame(
            Map.of(":message-type", "error", ":error-code", "Oops", ":error-message", "gone"), "");
    assertEquals(
        List.of("{\"exception\":{\"type\":\"Oops\",\"message\":\"gone\"}}"), chunks(error, 5));
  }

  @Test
  void aCutMessageIsAnError() {
    for (int length = 1; length < HELLO.length; length++) {
      byte[] cut = Arrays.copyOf(HELLO, length);
      assertThrows(IOException.class, () -> chunks(cut, 1000), () -> "cut at " + cut.length);
    }
  }

  @Test
  void aDamagedByteIsAnError() {
    for (int at = 0; at < HELLO.length; at++) {
      byte[] damaged = HELLO.clone();
      damaged[at] ^= 0x10;
      assertThrows(IOException.class, () -> chunks(damaged, 1000));
    }
  }

  @Test
  void otherBodiesAreRefusedAtOnce() {
    byte[] html = "<html>what a gateway says instead of an answer</html>".getBytes(UTF);
    assertThrows(IOException.class, () -> chunks(html, 1000));
  }

  /// A prelude that asks for two gigabytes, with the right checksum.
  @Test
  void impossibleLengthsDoNotFillTheMemory() {
    assertThrows(IOException.class, () -> chunks(prelude(Integer.MAX_VALUE, 0), 1000));
    assertThrows(IOException.class, () -> chunks(prelude(-1, 0), 1000));
    assertThrows(IOException.class, () -> chunks(prelude(20, 100), 1000));
    assertThrows(IOException.class, () -> chunks(prelude(20, -1), 1000));
  }

  private static final java.nio.charset.Charset UTF = java.nio.charset.StandardCharsets.UTF_8;

  private static byte[] prelude(int total, int headers) {
    ByteBuffer prelude = ByteBuffer.allocate(12).putInt(total).putInt(headers);
    var sum = new java.util.zip.CRC32();
    sum.update(prelude.array(), 0, 8);
    return prelude.putInt((int) sum.getValue()).array();
  }

  private static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static List<String> chunks(byte[] body, int atOnce)
      throws IOException, InterruptedException {
    ByteBuffer left = ByteBuffer.wrap(body);
    var reader =
        new EventStreamReader(
            (target, offset, length) -> {
              int count = Math.min(Math.min(length, atOnce), left.remaining());
              left.get(target, offset, count);
              return count == 0 ? -1 : count;
            });
    List<String> chunks = new ArrayList<>();
    for (String chunk = reader.next(); chunk != null; chunk = reader.next()) {
      chunks.add(chunk);
    }
    assertNull(reader.next());
    return chunks;
  }
}
