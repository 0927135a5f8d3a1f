package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which messages clear the conversation or sum it up, and which only look like it.
class ConversationCommandsTest {
  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  @BeforeEach
  void aConversation() {
    world.model.answer(says("hello"));
    world.say(id, "hi");
    world.model.answer(says("answer"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/clear", " /clear\n", "/clear all of it"})
  void clearForgetsTheConversation(String text) {
    List<String> events = World.outline(world.say(id, text));

    assertEquals(1, world.model.requests().size(), "the model is not asked");
    assertEquals("assistant:[inlineMessage]", events.get(1));
    assertEquals(List.of("user:" + text, "assistant:[inlineMessage]"), world.outline(id));
    assertTheLastTwoAreHiddenFromTheModel();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/compact",
        "\t/compact ",
        "/compact the first half",
        "/summarize",
        "Please compact this conversation"
      })
  void compactSumsUpTheConversation(String text) {
    List<String> events = World.outline(world.say(id, text));

    assertTrue(world.model.lastRequest().isAside(), "the model is asked for a summary only");
    assertEquals(List.of("user:" + text, "assistant:[inlineMessage]"), events.subList(0, 2));
    assertTheLastTwoAreHiddenFromTheModel();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/clearance",
        "clear",
        "say /clear",
        "/compacted",
        "compact",
        "/summarize it",
        "please compact this conversation"
      })
  void whatOnlyLooksLikeItIsForTheModel(String text) {
    List<String> events = World.outline(world.say(id, text));

    assertEquals(List.of("assistant:answer", "finish"), events);
    assertEquals(
        List.of("user:hi", "assistant:hello", "user:" + text, "assistant:answer"),
        world.outline(id));
  }

  /// After a command with more text behind it, clients keep what they show.
  @ParameterizedTest
  @ValueSource(strings = {"/clear all of it", "/compact the first half"})
  void onlyTheBareCommandMakesTheClientShowTheConversationAgain(String text) {
    assertTrue(World.outline(world.say(id, text)).stream().noneMatch("replaced"::equals));

    String bare = text.substring(0, text.indexOf(' '));
    assertTrue(World.outline(world.say(id, bare)).stream().anyMatch("replaced"::equals));
  }

  private void assertTheLastTwoAreHiddenFromTheModel() {
    List<Message> stored = world.stored(id);
    assertEquals(
        List.of(MessageMetadata.USER_ONLY, MessageMetadata.USER_ONLY),
        stored.subList(stored.size() - 2, stored.size()).stream().map(Message::metadata).toList());
  }
}
