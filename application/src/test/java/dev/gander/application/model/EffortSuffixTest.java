package dev.gander.application.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffortSuffixTest {
  @ParameterizedTest
  @CsvSource({
    "o3-mini-high, o3-mini, high",
    "gpt-5-mini-low, gpt-5-mini, low",
    "openai/gpt-5.2-xhigh, openai/gpt-5.2, max",
    "gpt-5-none, gpt-5, off"
  })
  void theEffortMovesToTheParameters(String written, String name, String effort) {
    ModelConfig moved = EffortSuffix.moved(ModelConfig.of(written));
    assertEquals(name, moved.modelName());
    assertEquals(JsonObject.of("thinking_effort", Json.of(effort)), moved.requestParams());
  }

  @Test
  void aParameterOfTheUserWins() {
    JsonObject params = JsonObject.of("thinking_effort", Json.of("low"));
    ModelConfig moved = EffortSuffix.moved(ModelConfig.of("o3-high").withRequestParams(params));
    assertEquals("o3", moved.modelName());
    assertEquals(params, moved.requestParams());
  }

  @Test
  void otherModelsKeepTheirNames() {
    ModelConfig model = ModelConfig.of("mixtral-high");
    assertSame(model, EffortSuffix.moved(model));
  }
}
