package dev.gander.adapters.mcp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventScanTest {
  private final EventScan scan = new EventScan();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id: 7\nretry: 500\ndata:\n\n",
        "id: 6\n\nid:7\r\nretry:500\r\ndata: \r\n\r\n",
        "retry: 500\nretry: soon\nid: 7\ndata: {\"method\":\"notifications/progress\"}\n\n",
        "id: 7\nretry: 500\ndata: {\"method\":\"sampling/createMessage\",\ndata: \"id\":1}\n\n: x\n\n",
        "id: 7\nretry: 500\ndata: [\n\n",
      })
  void aStreamWithoutAnAnswerIsResumedBehindItsLastEvent(String said) {
    for (byte one : said.getBytes(StandardCharsets.UTF_8)) {
      scan.read(List.of(ByteBuffer.wrap(new byte[] {one})));
    }
    assertEquals(Optional.of("7"), scan.resumeAfter());
    assertEquals(Duration.ofMillis(500), scan.pause());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "data: \n\n",
        "id: 7\ndata: {\"id\":1,\"result\":{}}\n\n",
        "id: 7\ndata: {\"id\":1,\"error\":{}}\n\nid: 8\ndata:\n\n",
        "id: 7\ndata:\n\nid: 8\ndata: {\"method\"",
      })
  void aStreamThatIsOverOrBrokenIsNot(String said) {
    scan.read(List.of(ByteBuffer.wrap(said.getBytes(StandardCharsets.UTF_8))));

    assertEquals(Optional.empty(), scan.resumeAfter());
  }

  @Test
  void aHugeMessageIsAnAnswer() {
    String said = "id: 7\ndata: {\"result\":\"" + "x".repeat(2 << 20) + "\"}\n\n";
    scan.read(List.of(ByteBuffer.wrap(said.getBytes(StandardCharsets.UTF_8))));

    assertEquals(Optional.empty(), scan.resumeAfter());
  }
}
