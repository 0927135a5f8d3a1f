package dev.gander.provider.kit.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
  private static final byte[] ONE = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);
  private final WrittenMessages written = new WrittenMessages();

  @Test
  void messagesStandBehindTheMembers() {
    JsonObject members = JsonObject.of("model", Json.of("m"));
    assertEquals(
        "{\"model\":\"m\",\"messages\":[{\"n\":1},{\"n\":1}]}",
        text(new RequestBody(members, List.of(ONE, ONE))));
    assertEquals("{\"model\":\"m\",\"messages\":[]}", text(new RequestBody(members, List.of())));
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
