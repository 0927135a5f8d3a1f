package dev.gander.adapters.http.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameBufferTest {
  private final List<String> sent = new ArrayList<>();
  private final FrameBuffer buffer =
      new FrameBuffer(
          new EventPump.Out() {
            @Override
            public void write(byte[] piece) {
              sent.add(new String(piece, UTF_8));
            }

            @Override
            public void end() {
              throw new UnsupportedOperationException();
            }
          });

  @Test
  void smallFramesGoTogether() throws IOException {
    buffer.add(SseFrame.data(1, JsonObject.EMPTY));
    buffer.add(SseFrame.comment("ping").after("why"));
    assertEquals(List.of(), sent);
    buffer.flush();
    buffer.flush();
    assertEquals(List.of("id: 1\ndata: {}\n\n: why\n: ping\n\n"), sent);
  }

  @Test
  void aHugeFrameGoesInPiecesOf64KiBAndNothingIsAddedToItsEnd() throws IOException {
    SseFrame huge = SseFrame.data(Json.of("ab".repeat(500_000)));
    buffer.add(huge);
    assertTrue(buffer.isFull());
    buffer.flush();
    assertTrue(sent.stream().limit(sent.size() - 1).allMatch(piece -> piece.length() == 65_536));
    assertEquals(huge.text(), String.join("", sent));
    assertEquals(false, buffer.isFull());
  }

  @Test
  void aFrameThatCannotBeWrittenLeavesTheOthersWhole() throws IOException {
    buffer.add(SseFrame.comment("before"));
    assertThrows(IllegalStateException.class, () -> buffer.add(broken("short")));
    buffer.add(SseFrame.comment("after"));
    buffer.flush();
    assertEquals(List.of(": before\n\n: after\n\n"), sent);
  }

  @Test
  void aFrameWhoseBeginningIsSentEndsWhereItBreaksOff() throws IOException {
    assertThrows(IllegalStateException.class, () -> buffer.add(broken("x".repeat(200_000))));
    buffer.add(SseFrame.comment("after"));
    buffer.flush();
    assertTrue(String.join("", sent).endsWith("\n\n: after\n\n"));
  }

  private static SseFrame broken(String text) {
    return SseFrame.data(
        out -> {
          out.write(text.getBytes(UTF_8));
          throw new IllegalStateException("a mistake of ours");
        });
  }
}
