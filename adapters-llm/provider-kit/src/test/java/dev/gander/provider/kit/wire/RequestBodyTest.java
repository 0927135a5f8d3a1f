package dev.gander.provider.kit.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
  private static final Payload ONE = Payload.of(JsonObject.of("n", Json.of(1)));
  private final WrittenMessages written = new WrittenMessages();

  @Test
  void messagesStandBehindTheMembers() {
    JsonObject members = JsonObject.of("model", Json.of("m"));
    assertEquals(
        "{\"model\":\"m\",\"messages\":[{\"n\":1},{\"n\":1}]}",
        text(new RequestBody(members, List.of(ONE, ONE))));
    assertEquals("{\"model\":\"m\",\"messages\":[]}", text(new RequestBody(members, List.of())));
  }

  /// Also first, last and beside each other.
  @ParameterizedTest
  @ValueSource(strings = {"h", "hs", "sh", "shs", "hh", "shhssh", "s", "ss", ""})
  void aHugeMessageIsSentAsItIs(String order) throws IOException {
    Payload huge = Payload.of(Json.of("ä".repeat(3 * 1024 * 1024)));
    assertTrue(huge.parts().size() > 1);
    List<Payload> messages = order.chars().mapToObj(c -> c == 'h' ? huge : ONE).toList();

    for (JsonObject members : List.of(JsonObject.EMPTY, JsonObject.of("model", Json.of("m")))) {
      RequestBody body = new RequestBody(members, "input", messages);
      Payload payload = body.payload();

      assertArrayEquals(body.bytes(), payload.bytes());
      assertArrayEquals(body.bytes(), payload.open().readAllBytes());
      assertEquals(body.bytes().length, payload.length());
      List<byte[]> uncopied = payload.parts().stream().filter(huge.parts()::contains).toList();
      assertEquals(
          order.chars().filter(c -> c == 'h').count() * huge.parts().size(), uncopied.size());
    }
  }

  @Test
  void aMessageIsWrittenOnce() {
    Message message = message("a");
    remember(List.of(message));
    assertSame(ONE, written.begin().find(message));
    assertNull(written.begin().find(message("a")));
  }

  @Test
  void aShortSideQuestionDoesNotPushTheConversationOut() {
    List<Message> conversation = IntStream.range(0, 10).mapToObj(i -> message("m" + i)).toList();
    remember(conversation);
    remember(List.of(message("side question")));
    assertSame(ONE, written.begin().find(conversation.getLast()));
  }

  @Test
  void whatIsNoLongerSentIsForgotten() {
    Message old = message("old");
    Message recent = message("recent");
    remember(List.of(old));
    remember(List.of(recent));
    assertNull(written.begin().find(old));
    assertSame(ONE, written.begin().find(recent));
  }

  private void remember(List<Message> messages) {
    WrittenMessages.Pass pass = written.begin();
    messages.forEach(message -> pass.remember(message, ONE));
    pass.end();
  }

  private static Message message(String text) {
    return Message.user("u", 1, new Content.Text(text));
  }

  private static String text(RequestBody body) {
    return new String(body.bytes(), StandardCharsets.UTF_8);
  }
}
