package dev.gander.application.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.testkit.provider.InMemoryModelCatalog;
import dev.gander.testkit.provider.ScriptedInterpreter;
import dev.gander.testkit.provider.SignInFactory;
import dev.gander.testkit.store.InMemorySettings;
import org.junit.jupiter.api.Test;

class EffortInNameTest {
  private static final ProviderFactory ACME =
      SignInFactory.of("acme", new TokenCache("acme/tokens.json"));

  private final ModelResolution resolution =
      new ModelResolution(
          new TypedSettings(new InMemorySettings()),
          new InMemoryModelCatalog().knowThinker("thinker"),
          new ScriptedInterpreter());

  @Test
  void theEffortMovesToTheParameters() {
    ModelConfig moved = resolution.resolve(ACME, ModelConfig.of("thinker-2-max"));

    assertEquals("thinker-2", moved.modelName());
    assertEquals(JsonObject.of("thinking_effort", Json.of("max")), moved.requestParams());
  }

  @Test
  void aParameterOfTheUserWins() {
    JsonObject params = JsonObject.of("thinking_effort", Json.of("low"));

    ModelConfig moved =
        resolution.resolve(ACME, ModelConfig.of("thinker-high").withRequestParams(params));

    assertEquals("thinker", moved.modelName());
    assertEquals(params, moved.requestParams());
  }

  @Test
  void otherModelsKeepTheirNames() {
    assertEquals(
        ModelConfig.of("other-high"), resolution.resolve(ACME, ModelConfig.of("other-high")));
  }

  @Test
  void whatIsKnownAboutReasoningCountsMoreThanTheName() {
    ModelConfig thinker = ModelConfig.of("thinker");

    assertTrue(resolution.reasons(thinker));
    assertFalse(resolution.reasons(thinker.withReasoning(false)));
    assertTrue(resolution.reasons(ModelConfig.of("other").withReasoning(true)));
    assertFalse(resolution.reasons(ModelConfig.of("other")));
  }
}
