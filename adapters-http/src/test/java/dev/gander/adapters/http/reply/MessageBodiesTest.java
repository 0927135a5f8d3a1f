package dev.gander.adapters.http.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MessageBodiesTest {
  private static final String GAP = "\uE000\uE001\uE000";
  private static final List<String> TEXTS =
      List.of(
          "a",
          " b",
          "",
          "\"",
          "\\",
          "\n",
          "é",
          "\ud83d\ude00",
          "\ud83d",
          "\u0001",
          "\u2028",
          GAP,
          "x".repeat(5000));
  private static final List<JsonObject> OTHERS =
      List.of(JsonObject.EMPTY, JsonObject.of("annotations", Json.of(GAP)));
  private static final List<TokenState> TOKENS =
      List.of(
          TokenState.UNKNOWN,
          new TokenState(TokenUsage.of(3L, 4L, null), TokenUsage.of(5L, 6L, null), 0.5));

  /// Whatever comes after what, each event is written as it would be alone.
  @Test
  void everyEventIsWrittenAsIfItWereAlone() {
    Random random = new Random(1);
    MessageBodies bodies = new MessageBodies(MessageBodiesTest::form);
    for (int i = 0; i < 20_000; i++) {
      MessageArrived event = new MessageArrived(message(random), one(TOKENS, random, 10));
      String request = one(List.of("r1", "r2"), random, 10);
      assertEquals(
          SseFrame.data(7, form(request, event)).text(),
          SseFrame.data(7, bodies.body(request, event)).text());
    }
  }

  private static JsonObject form(String request, MessageArrived event) {
    return ReplyEventJson.write(event).with("request_id", Json.of(request));
  }

  private static Message message(Random random) {
    Content text = new Content.Text(one(TEXTS, random, 1), one(OTHERS, random, 20));
    List<Content> content = one(List.of(List.of(text), List.of(), List.of(text, text)), random, 20);
    return Message.assistant(
            one(Arrays.asList("m1", "m2", null, GAP), random, 10), one(List.of(1L, 2L), random, 10))
        .withContent(content)
        .withMetadata(one(List.of(MessageMetadata.VISIBLE, MessageMetadata.USER_ONLY), random, 10));
  }

  /// The first of them most of the time, so that there are runs of events that are alike.
  private static <T> T one(List<T> all, Random random, int unlikely) {
    return random.nextInt(unlikely) == 0 ? all.get(random.nextInt(all.size())) : all.getFirst();
  }
}
