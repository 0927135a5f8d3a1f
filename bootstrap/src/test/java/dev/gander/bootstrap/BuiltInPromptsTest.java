package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.prompts.FilePromptTemplates;
import dev.gander.application.template.Template;
import dev.gander.application.template.Template.Whitespace;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.prompt.PromptTemplates;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The prompts of the adapter are templates for the application's engine.
class BuiltInPromptsTest {
  private static final PromptTemplates PROMPTS = new FilePromptTemplates(Path.of("/nowhere"));

  @ParameterizedTest
  @EnumSource
  void builtInTextsAreTemplatesThatRenderWithoutVariables(PromptName name) {
    assertFalse(render(name, JsonObject.EMPTY).isBlank());
  }

  @Test
  void systemPromptShowsExtensionsAndTheirInstructions() {
    JsonObject variables =
        JsonObject.builder()
            .put(
                "extensions",
                JsonArray.of(
                    JsonObject.builder()
                        .put("name", "developer")
                        .put("instructions", "Use the shell.")
                        .put("has_resources", false)
                        .build(),
                    JsonObject.builder()
                        .put("name", "files")
                        .put("instructions", "")
                        .put("has_resources", true)
                        .build()))
            .put("extension_tool_limits", JsonArray.of(Json.of(6), Json.of(60)))
            .put("max_extensions", 5)
            .put("max_tools", 50)
            .put("code_execution_mode", false)
            .put("moim_system_prompt_block", "About the turn context.")
            .build();

    String text = render(PromptName.SYSTEM, variables);

    assertTrue(text.contains("\n\nAbout the turn context.\n\n# Extensions\n\n"), text);
    assertTrue(text.contains("\n\n## developer\n\n### Instructions\n\nUse the shell.\n\n"), text);
    assertTrue(text.contains("## files\n\nfiles offers resources"), text);
    assertTrue(text.contains("6 extensions with 60 tools are active"), text);
    assertFalse(text.contains("\n\n\n"), text);
  }

  @Test
  void systemPromptSaysWhenThereAreNoToolsAndNothingInCodeMode() {
    assertTrue(render(PromptName.SYSTEM, JsonObject.EMPTY).contains("No extension is active"));
    assertFalse(
        render(PromptName.SYSTEM, JsonObject.of("code_execution_mode", Json.of(true)))
            .contains("# Extensions"));
  }

  @Test
  void variablesReachTheirPrompts() {
    assertTrue(
        render(PromptName.COMPACTION, JsonObject.of("messages", Json.of("[user]: hi")))
            .contains("[user]: hi"));
    JsonObject worker =
        JsonObject.builder()
            .put("max_turns", 25)
            .put("subagent_id", "20260304_7")
            .put("task_instructions", "Count files.")
            .put("tool_count", 2)
            .put("available_tools", "shell, write")
            .build();
    String text = render(PromptName.SUBAGENT_SYSTEM, worker);
    assertTrue(text.contains("at most 25 turns"), text);
    assertTrue(text.contains("20260304_7"), text);
    assertTrue(text.contains("Count files."), text);
    assertTrue(text.contains("You have 2 tools: shell, write"), text);
  }

  private String render(PromptName name, JsonObject variables) {
    return Template.parse(PROMPTS.builtIn(name), Whitespace.TRIM_TAGS).render(variables).strip();
  }
}
