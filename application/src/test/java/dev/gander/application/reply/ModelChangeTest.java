package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.application.provider.ConfiguredModel;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.ModelConfig;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.provider.ScriptedProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelChangeTest {
  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);
  private final ScriptedProvider next = new ScriptedProvider();

  @Test
  void aChangeInTheMiddleOfATurnCountsFromTheNextRequestOn() {
    world.tools.tool("switch", _ -> change());
    world.model.answer(calls("c1", "switch", JsonObject.EMPTY));
    next.answer(says("from the other one"));

    List<String> seen = World.outline(world.say(id, "Go"));

    assertEquals(
        List.of(
            "assistant:call c1",
            "user:result c1 changed",
            "assistant:from the other one",
            "finish"),
        seen);
    assertEquals(1, world.model.requests().size());
    assertEquals("other", next.lastRequest().model().modelName());
    assertEquals(3, next.lastRequest().messages().size());
  }

  private String change() {
    try {
      var model = new ConfiguredModel(next, ModelConfig.of("other"), null);
      world.agents.get(id).useModel(model);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return "changed";
  }
}
