package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolPairTest {
  private final List<Message> conversation = new ArrayList<>();

  @Test
  void tenCallsMoreThanAreKeptMayStay() {
    pairs(12);
    assertEquals(List.of(), ToolPair.due(conversation, 2));

    pairs(1);
    assertEquals(10, ToolPair.due(conversation, 2).size());
    assertEquals("a0", ToolPair.due(conversation, 2).getFirst().request().id());
  }

  @Test
  void hiddenCallsCountForNothing() {
    pairs(12);
    conversation.replaceAll(message -> message.withMetadata(MessageMetadata.USER_ONLY));
    pairs(2);

    assertEquals(List.of(), ToolPair.due(conversation, 1));
  }

  @Test
  void onlyACallBesideItsResultIsAPair() {
    conversation.add(Message.assistant("two", 1, call("x"), call("y")));
    conversation.add(Message.user("rx", 1, result("x"), result("y")));
    conversation.add(Message.assistant("far", 1, call("z")));
    conversation.add(Message.user("between", 1, new Content.Text("hm")));
    conversation.add(Message.user("rz", 1, result("z")));
    conversation.add(Message.assistant("other", 1, call("v")));
    conversation.add(Message.user("rw", 1, result("w")));
    conversation.add(Message.assistant(null, 1, call("n")));
    conversation.add(Message.user("rn", 1, result("n")));
    pairs(12);

    assertEquals("a0", ToolPair.due(conversation, 0).getFirst().request().id());
  }

  private void pairs(int count) {
    for (int i = 0; i < count; i++) {
      conversation.add(Message.assistant("a" + i, 1, new Content.Text("so"), call("c" + i)));
      conversation.add(Message.user("b" + i, 1, result("c" + i)));
    }
  }

  private static Content call(String id) {
    return new Content.ToolRequest(id, Outcome.success(new ToolCall("look", JsonObject.EMPTY)));
  }

  private static Content result(String id) {
    return new Content.ToolResponse(id, Outcome.success(ToolResult.text("ok")));
  }
}
