package dev.gander.application.engine.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.toolshim.SpokenCalls;
import dev.gander.application.toolshim.ToolTexts;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Tool;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolShimsTest {
  private final ToolShims shims =
      new ToolShims(
          new SpokenCalls(null, JsonText::parse, new FixedIds()), new ToolTexts(JsonText::write));

  @Test
  void aModelThatCallsToolsIsLeftAlone() throws Exception {
    ScriptedProvider provider = new ScriptedProvider();

    assertSame(provider, shims.over(model(provider)));
  }

  @Test
  void aModelThatCannotIsToldInWords() throws Exception {
    ScriptedProvider provider =
        new ScriptedProvider().withoutTools().answer(ScriptedAnswer.start("a1").text("Fine"));
    Tool shell = new Tool("shell", "Runs a command", JsonObject.EMPTY, JsonObject.EMPTY);
    Provider shim = shims.over(model(provider));

    shim.stream(
            new ProviderRequest(ModelConfig.of("m"), "", "Be brief.", List.of(), List.of(shell)))
        .close();

    assertEquals(List.of(), provider.lastRequest().tools());
    assertTrue(provider.lastRequest().system().contains("Runs a command"));
  }

  private static ConfiguredModel model(Provider provider) {
    return new ConfiguredModel(provider, ModelConfig.of("m"), null);
  }
}
