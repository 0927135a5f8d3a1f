package dev.gander.application.engine.prompt;

import dev.gander.application.agent.PromptExtras;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.extension.ExtensionInstructions;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.PlainText;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.prompt.HintFiles;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.tool.Tool;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes the system prompt: the template, then the additions of the agent, hint files and the
/// mode.
public final class SystemPrompt {
  private static final int MAX_EXTENSIONS = 5;
  private static final int MAX_TOOLS = 50;
  private static final String IDENTITY =
      "You are goose, a general-purpose AI agent that works for the user.";
  private static final String CHAT_ONLY =
      "This session only talks: you have no access to tools or to the user's system.";
  private static final String ABOUT_TURN_CONTEXT =
      "The user's newest message may begin with a <turn-context> block. The program adds it, not the"
          + " user: it holds the time, the working folder and the like as they are now. Use it where"
          + " it helps, and do not mention it.";
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:00").withZone(ZoneOffset.UTC);

  private final RenderedPrompts prompts;
  private final HintFiles hints;
  private final FinalOutputs finalOutputs;

  public SystemPrompt(RenderedPrompts prompts, HintFiles hints, FinalOutputs finalOutputs) {
    this.prompts = prompts;
    this.hints = hints;
    this.finalOutputs = finalOutputs;
  }

  String write(Dialogue dialogue, PromptExtras.Additions fromAgent, List<Tool> tools) {
    String given = fromAgent.beginning();
    String base = given == null ? beginning(dialogue, tools) : given;
    List<String> extras = new ArrayList<>();
    finalOutputs.instructions(dialogue.agent()).ifPresent(extras::add);
    extras.addAll(fromAgent.texts());
    String fromFiles = hints.hints(dialogue.agent().workingDir());
    if (!fromFiles.isEmpty()) {
      extras.add(fromFiles);
    }
    if (dialogue.mode() == GooseMode.CHAT) {
      extras.add(CHAT_ONLY);
    }
    return extras.isEmpty()
        ? base
        : PlainText.clean(
            base + "\n\n# Additional Instructions:\n\n" + String.join("\n\n", extras));
  }

  private String beginning(Dialogue dialogue, List<Tool> tools) {
    return task(dialogue)
        .map(
            task ->
                prompts.render(
                    PromptName.SUBAGENT_SYSTEM, variables(dialogue, task, tools), IDENTITY))
        .orElseGet(() -> prompts.render(PromptName.SYSTEM, variables(dialogue, tools), IDENTITY));
  }

  /// What a sub-agent has to do; empty for any other agent, and for a user who goes on with a
  /// sub-agent's session later.
  private static Optional<Recipe> task(Dialogue dialogue) {
    return dialogue.session().type() == SessionType.SUB_AGENT
        ? dialogue.agent().recipe()
        : Optional.empty();
  }

  private static JsonObject variables(Dialogue dialogue, Recipe task, List<Tool> tools) {
    return JsonObject.builder()
        .put("max_turns", task.maxTurns().orElse(0L))
        .put("subagent_id", dialogue.sessionId().value())
        .put("task_instructions", task.instructions().orElse(""))
        .put("tool_count", tools.size())
        .put("available_tools", tools.stream().map(Tool::name).collect(Collectors.joining(", ")))
        .build();
  }

  private static JsonObject variables(Dialogue dialogue, List<Tool> tools) {
    List<ExtensionInstructions> extensions = dialogue.agent().extensions().instructions();
    JsonObject.Builder variables =
        JsonObject.builder()
            .put("extensions", new JsonArray(extensions.stream().map(SystemPrompt::json).toList()))
            .put("current_date_time", HOUR.format(dialogue.agent().createdAt()))
            .put("goose_mode", dialogue.mode().wire())
            .put("is_autonomous", dialogue.mode() == GooseMode.AUTO)
            .put("enable_subagents", false)
            .put("max_extensions", MAX_EXTENSIONS)
            .put("max_tools", MAX_TOOLS)
            .put("code_execution_mode", false);
    if (extensions.size() > MAX_EXTENSIONS || tools.size() > MAX_TOOLS) {
      variables.put(
          "extension_tool_limits", JsonArray.of(Json.of(extensions.size()), Json.of(tools.size())));
    }
    if (TurnContext.hasRoom(dialogue)) {
      variables.put("moim_system_prompt_block", ABOUT_TURN_CONTEXT);
    }
    return variables.build();
  }

  private static Json json(ExtensionInstructions extension) {
    return JsonObject.builder()
        .put("name", extension.name())
        .put("instructions", PlainText.clean(extension.instructions()))
        .put("has_resources", extension.hasResources())
        .build();
  }
}
