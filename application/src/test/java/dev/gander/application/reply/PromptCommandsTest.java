package dev.gander.application.reply;

import static dev.gander.testkit.extension.ScriptedExtension.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.source.Source;
import dev.gander.domain.turn.TurnRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptCommandsTest {
  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  PromptCommandsTest() {
    world.tools.prompt(
        "greet", arguments -> "Greet " + arguments.getOrDefault("name", "all") + ".");
    world.tools.conversation(
        "talk",
        _ ->
            List.of(
                said(Role.USER, "Ping"), said(Role.ASSISTANT, "Pong"), said(Role.USER, "Ping?")));
    world.tools.conversation(
        "answered", _ -> List.of(said(Role.USER, "Ping"), said(Role.ASSISTANT, "Pong")));
    world.tools.conversation("twice", _ -> List.of(said(Role.USER, "a"), said(Role.USER, "b")));
    world.tools.conversation("nothing", _ -> List.of());
    world.tools.conversation(
        "broken",
        _ -> {
          throw ExtensionException.invalidParams("name is missing");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "/prompts nobody, Extension 'nobody' not found",
    "/prompt, Prompt name argument is required",
    "/prompt nope, Prompt 'nope' not found",
    "/skills, There are no skills."
  })
  void whatIsNotThereIsTold(String command, String told) {
    assertEquals(
        List.of("user:" + command, "assistant:" + told, "finish"),
        World.outline(world.say(id, command)));
    assertEquals(0, world.model.requests().size());
    assertTrue(
        world.stored(id).stream()
            .allMatch(message -> message.metadata().equals(MessageMetadata.USER_ONLY)));
  }

  @Test
  void anAnswerToACommandIsStoredBeforeItIsTold() {
    List<List<String>> storedWhenTold = new ArrayList<>();

    world.replyHere(
        World.user(id, "/skills"),
        new Cancellation(),
        event -> storedWhenTold.add(world.outline(id)));

    assertEquals(
        List.of("user:/skills", "assistant:There are no skills."), storedWhenTold.getFirst());
  }

  @Test
  void promptsAreListedByExtension() {
    String list =
        """
        Available prompts:

        **t**:
          - greet
          - talk
          - answered
          - twice
          - nothing
          - broken

        """;

    assertEquals("assistant:" + list, World.outline(world.say(id, "/prompts")).get(1));
    assertEquals("assistant:" + list, World.outline(world.say(id, "/prompts T")).get(1));
  }

  @Test
  void aPromptIsDescribed() {
    assertEquals(
        """
        assistant:**Prompt: greet**

        Description: Scripted greet

        Extension: t

        Arguments:
          - name
        """,
        World.outline(world.say(id, "/prompt greet --info")).get(1));
  }

  @Test
  void aPromptIsSaidInTheUsersPlace() {
    assertEquals(
        List.of("assistant:done", "finish"),
        World.outline(world.say(id, "/prompt greet  name=a=b rest")));

    assertEquals(
        List.of("user:/prompt greet  name=a=b rest", "user:Greet a=b.", "assistant:done"),
        world.outline(id));
    assertEquals(
        List.of(false, true, true),
        world.stored(id).stream().map(Message::isAgentVisible).toList());
    assertTrue(world.model.lastRequest().messages().getLast().text().contains("Greet a=b."));
  }

  @Test
  void aPromptMayBeAConversation() {
    world.say(id, "/prompt talk");

    assertEquals(
        List.of("user:/prompt talk", "user:Ping", "assistant:Pong", "user:Ping?", "assistant:done"),
        world.outline(id));
  }

  @Test
  void aPromptThatEndsWithAnAnswerNeedsNoModel() {
    assertEquals(
        List.of("user:/prompt answered", "assistant:Pong", "finish"),
        World.outline(world.say(id, "/prompt answered")));
    assertEquals(0, world.model.requests().size());
    assertEquals(3, world.stored(id).size());
  }

  @Test
  void whoeverIsSaidToHaveSaidItTheModelAnswersAnOrdinaryMessage() {
    Message odd = Message.assistant(null, World.NOW, new Content.Text("I said that"));

    world.reply(new TurnRequest(id, odd, null));

    assertEquals(List.of("assistant:I said that", "assistant:done"), world.outline(id));
  }

  @ParameterizedTest
  @CsvSource({"twice, take turns", "nothing, says nothing", "broken, name is missing"})
  void aPromptThatCannotBeUsedLeavesNoTrace(String name, String why) {
    List<String> events = World.outline(world.say(id, "/prompt " + name));

    assertEquals(2, events.size());
    assertTrue(events.getFirst().contains(why), events::toString);
    assertEquals(List.of(), world.outline(id));
  }

  @Test
  void skillsAreListed() {
    world.sources.put(skill("tidy", "Tidies up"));
    world.sources.put(skill("bake", "Bakes"));

    assertEquals(
        "assistant:Available skills:\n\n• bake - Bakes\n• tidy - Tidies up",
        World.outline(world.say(id, "/skills")).get(1));
  }

  private static Source skill(String name, String description) {
    return new Source(
        Source.Kind.SKILL, name, description, "", Path.of("/work/.agents/skills", name));
  }

  @Test
  void extensionsThatAreGoneHaveNoPrompts() {
    world.say(id, "/prompts");
    world.tools.die();

    assertEquals(
        "assistant:There are no prompts.", World.outline(world.say(id, "/prompts")).get(1));
  }
}
