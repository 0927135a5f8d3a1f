package dev.gander.provider.kit.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.model.ModelConfig;
import dev.gander.provider.testkit.TestSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OlderThinkingSettingsTest {
  /// Settings as `KEY=value`, with `;` between them.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "claude-sonnet-4-5 | CLAUDE_THINKING_TYPE=enabled | ENABLED | 16000",
        "claude-sonnet-4-5 | CLAUDE_THINKING_ENABLED=1 | ENABLED | 16000",
        "claude-sonnet-4-5 | CLAUDE_THINKING_ENABLED=false | NONE | 0",
        "claude-sonnet-4-5 | CLAUDE_THINKING_TYPE=disabled;CLAUDE_THINKING_ENABLED=1 | OFF | 0",
        "claude-sonnet-4-5 | CLAUDE_THINKING_ENABLED=1;CLAUDE_THINKING_BUDGET=5000 | ENABLED | 5000",
        "claude-sonnet-4-5 | CLAUDE_THINKING_ENABLED=1;CLAUDE_THINKING_EFFORT=low | ENABLED | 4000",
        "claude-sonnet-4-5 | CLAUDE_THINKING_ENABLED=1;GOOSE_THINKING_EFFORT=off | OFF | 0",
        "claude-opus-4-6   | CLAUDE_THINKING_TYPE=adaptive | ADAPTIVE | 0",
        "My-Claude-Opus-4-6 | CLAUDE_THINKING_TYPE=adaptive | ADAPTIVE | 0",
        "glm-4.6           | CLAUDE_THINKING_TYPE=enabled | NONE | 0"
      })
  void countWhereNoEffortIsSet(String model, String settings, String kind, long budget) {
    TestSettings found = TestSettings.of(settings.split("[=;]"));

    ThinkingPlan plan =
        ThinkingPlan.of(ModelConfig.of(model), found, MessagesDialect.ANTHROPIC, 64_000);

    assertEquals(kind + " " + budget, plan.kind() + " " + plan.budget());
  }
}
