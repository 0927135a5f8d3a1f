package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.source.Source;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SkillCommandTest {
  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  @BeforeEach
  void aSkill() {
    Path file = Path.of("/work/.agents/skills/greet/SKILL.md");
    world.sources.put(
        new Source(Source.Kind.SKILL, "Greet", "Greets", "Greet $1 for $ARGUMENTS.", file));
    world.model.answer(says("done"));
  }

  @Test
  void theModelReadsTheSkillAndTheUserTheCommand() {
    List<String> events = World.outline(world.say(id, "/greet Ann Lee"));

    assertEquals(List.of("assistant:done", "finish"), events);
    List<Message> stored = world.stored(id);
    assertEquals("/greet Ann Lee", stored.getFirst().text());
    assertEquals(MessageMetadata.USER_ONLY, stored.getFirst().metadata());
    assertTrue(stored.get(1).text().endsWith("Greet Ann for Ann Lee."), stored.get(1).text());
    assertEquals(MessageMetadata.AGENT_ONLY, stored.get(1).metadata());
    assertEquals(3, stored.size());
  }

  @Test
  void aCommandAloneFillsInNothing() {
    world.say(id, "/greet");

    assertTrue(world.stored(id).get(1).text().endsWith("Greet  for ."));
  }

  @Test
  void aLineThatDoesNotFitIsAnsweredWithoutTheModel() {
    List<String> events = World.outline(world.say(id, "/greet it's"));

    assertEquals("assistant:Skill /Greet: has a quote that is not closed", events.get(1));
    assertEquals(0, world.model.requests().size());
  }

  @Test
  void anotherWordIsAMessage() {
    world.say(id, "/greeting Ann");

    assertEquals(List.of("user:/greeting Ann", "assistant:done"), world.outline(id));
  }
}
