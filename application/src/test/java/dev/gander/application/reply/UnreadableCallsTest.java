package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Calls whose arguments or names cannot be read.
class UnreadableCallsTest {
  private final World world = new World();

  UnreadableCallsTest() {
    world.tools.tool("look", _ -> "seen");
    world.box.tool("send", _ -> "sent");
    world.model.answer(
        start("a")
            .call("c1", "look", JsonObject.EMPTY)
            .content(broken("c2"))
            .call("c3", "box__send", JsonObject.EMPTY)
            .content(broken("c4")));
    world.model.answer(says("done"));
  }

  private static Content broken(String id) {
    return new Content.ToolRequest(id, Outcome.failure("-32602: " + id + " breaks off"));
  }

  @Test
  void areAnsweredBesideCallsThatRun() {
    SessionId id = world.session(GooseMode.AUTO, "t", "box");
    List<String> told = World.outline(world.say(id, "Go"));

    List<String> answers =
        List.of(
            "user:result c1 seen",
            "user:result c2 error -32602: c2 breaks off",
            "user:result c3 sent",
            "user:result c4 error -32602: c4 breaks off");
    assertEquals(answers, told.stream().filter(it -> it.startsWith("user:")).toList());
    assertTrue(told.contains("assistant:done"), told::toString);
    List<String> stored = world.outline(id);
    assertEquals(10, stored.size(), stored::toString);
    for (int call = 0; call < 4; call++) {
      assertEquals(answers.get(call), stored.get(2 * call + 2));
    }
    List<Message> sent = world.model.requests().getLast().messages();
    assertEquals(
        4,
        sent.stream()
            .flatMap(message -> message.content().stream())
            .filter(Content.ToolResponse.class::isInstance)
            .count());
  }

  @Test
  void areToldApartFromWhatIsOnlyTalkedAbout() {
    SessionId id = world.session(GooseMode.CHAT, "t", "box");
    world.say(id, "Go");

    List<String> stored = world.outline(id);
    assertTrue(stored.get(2).startsWith("user:result c1 This session only talks"), stored.get(2));
    assertEquals("user:result c2 error -32602: c2 breaks off", stored.get(4));
    assertEquals(List.of(), world.tools.calls());
  }

  @Test
  void endTheTurnWhenThereAreNoOthers() {
    World alone = new World();
    alone.model.answer(start("a").content(broken("c1")).content(broken("c2")));
    SessionId id = alone.session(GooseMode.AUTO, "t");
    List<String> told = World.outline(alone.say(id, "Go"));

    assertTrue(told.get(told.size() - 2).contains("could not be read"), told::toString);
    assertEquals(1, alone.model.requests().size());
    assertEquals(List.of("user:Go"), alone.outline(id));
  }
}
