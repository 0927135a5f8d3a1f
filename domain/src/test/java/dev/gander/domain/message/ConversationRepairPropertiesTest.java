package dev.gander.domain.message;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever happened to a conversation, a model service takes it after its repair.
class ConversationRepairPropertiesTest {
  private static final long NOW = 99;

  @Provide
  Arbitrary<List<Message>> damaged() {
    return AnyConversation.damaged();
  }

  @Provide
  Arbitrary<List<Message>> sound() {
    return AnyConversation.sound();
  }

  @Property(tries = 3000)
  void anyConversationBecomesASoundOne(@ForAll("damaged") List<Message> conversation) {
    List<Message> seen = seen(ConversationRepair.repair(conversation, NOW));

    assertFalse(seen.isEmpty());
    assertEquals(Role.USER, seen.getFirst().role());
    assertFalse(seen.getFirst().hasToolResponse());
    assertEquals(Role.USER, seen.getLast().role());
    seen.forEach(ConversationRepairPropertiesTest::assertTidy);
    for (int i = 1; i < seen.size(); i++) {
      assertMayFollow(seen.get(i - 1), seen.get(i));
    }
  }

  @Property(tries = 2000)
  void aSecondRepairChangesNothing(@ForAll("damaged") List<Message> conversation) {
    List<Message> once = ConversationRepair.repair(conversation, NOW);

    assertSame(once, ConversationRepair.repair(once, NOW));
  }

  @Property(tries = 500)
  void aSoundConversationComesBackAsItIs(@ForAll("sound") List<Message> conversation) {
    assertSame(conversation, ConversationRepair.repair(conversation, NOW));
  }

  @Property(tries = 1000)
  void noWordOfTheUserIsLost(@ForAll("damaged") List<Message> conversation) {
    assertEquals(texts(conversation), texts(ConversationRepair.repair(conversation, NOW)));
  }

  @Property(tries = 500)
  void hiddenMessagesStayAndTheirOrderToo(@ForAll("damaged") List<Message> conversation) {
    assertEquals(hidden(conversation), hidden(ConversationRepair.repair(conversation, NOW)));
  }

  private static List<Message> seen(List<Message> conversation) {
    return conversation.stream().filter(Message::isAgentVisible).toList();
  }

  private static List<Message> hidden(List<Message> conversation) {
    return conversation.stream().filter(message -> !message.isAgentVisible()).toList();
  }

  /// What users said to the model, aside from the greeting that stands for a message of blanks.
  private static List<String> texts(List<Message> conversation) {
    return seen(conversation).stream()
        .filter(message -> message.role() == Role.USER)
        .flatMap(message -> message.content().stream())
        .filter(block -> block instanceof Content.Text text && !text.text().isBlank())
        .map(block -> ((Content.Text) block).text())
        .filter(text -> !text.equals("Hello"))
        .toList();
  }

  private static void assertTidy(Message message) {
    assertFalse(message.content().isEmpty());
    boolean assistant = message.role() == Role.ASSISTANT;
    for (Content block : message.content()) {
      switch (block) {
        case Content.Text(String text, var _) -> {
          assertFalse(text.isBlank());
          assertTrue(!assistant || text.equals(text.stripTrailing()));
        }
        case Content.ToolRequest _, Content.Thinking _, Content.RedactedThinking _ ->
            assertTrue(assistant);
        case Content.ToolResponse response -> {
          assertFalse(assistant);
          assertTrue(saysSomething(response));
        }
        case Content.Image _ -> {}
        default -> throw new AssertionError("no model takes " + block);
      }
    }
    assertFalse(
        message.content().getLast() instanceof Content.Thinking
            || message.content().getLast() instanceof Content.RedactedThinking);
    assertTrue(!message.hasToolResponse() || results(message).size() == message.content().size());
  }

  private static boolean saysSomething(Content.ToolResponse response) {
    return !(response.result() instanceof Outcome.Success<ToolResult>(ToolResult result))
        || result.content().stream()
            .anyMatch(
                content ->
                    content instanceof ToolContent.Text(String text, var _) && !text.isEmpty());
  }

  private static void assertMayFollow(Message before, Message message) {
    boolean isAnswer = message.hasToolResponse();
    assertEquals(!before.toolRequests().isEmpty(), isAnswer);
    if (isAnswer) {
      assertEquals(calls(before), Set.copyOf(results(message)));
      assertEquals(before.toolRequests().size(), results(message).size());
      assertEquals(calls(before).size(), results(message).size());
    }
    assertFalse(
        before.role() == message.role() && before.hasToolResponse() == message.hasToolResponse());
  }

  private static Set<String> calls(Message message) {
    return message.toolRequests().stream().map(Content.ToolRequest::id).collect(toSet());
  }

  private static List<String> results(Message message) {
    return message.content().stream()
        .flatMap(
            block ->
                block instanceof Content.ToolResponse response
                    ? Stream.of(response.id())
                    : Stream.empty())
        .toList();
  }
}
