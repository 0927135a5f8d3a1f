package dev.gander.provider.kit.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.model.ModelConfig;
import dev.gander.provider.kit.wire.ReasoningName.WithEffort;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasoningNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"o3", "O1-mini", "openai/o4-mini", "gpt-5", "my-gpt-5.2", "GPT-5-pro"})
  void modelsOfOpenAiReason(String name) {
    assertTrue(ReasoningName.isOfOpenAi(name));
    assertTrue(ReasoningName.reasons(ModelConfig.of(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic/Claude-x", "gemini-3-pro"})
  void soDoModelsOfOthers(String name) {
    assertFalse(ReasoningName.isOfOpenAi(name));
    assertTrue(ReasoningName.reasons(ModelConfig.of(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4o", "foo3", "o3x", "gpt-50", "gemini-2.5-pro", ""})
  void othersDoNot(String name) {
    assertFalse(ReasoningName.reasons(ModelConfig.of(name)));
  }

  @Test
  void whatIsKnownCountsMoreThanTheName() {
    assertFalse(ReasoningName.reasons(ModelConfig.of("o3").withReasoning(false)));
    assertTrue(ReasoningName.reasons(ModelConfig.of("gpt-4o").withReasoning(true)));
  }

  @Test
  void anEffortMayBeAppended() {
    assertEquals(
        Optional.of(new WithEffort("o3-mini", "High")), ReasoningName.withEffort("o3-mini-High"));
    assertEquals("openai/gpt-5", ReasoningName.withoutEffort("openai/gpt-5-xhigh"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"o3-mini", "gpt-4o-high", "o3-huge"})
  void otherNamesStayAsTheyAre(String name) {
    assertEquals(Optional.empty(), ReasoningName.withEffort(name));
    assertEquals(name, ReasoningName.withoutEffort(name));
  }
}
