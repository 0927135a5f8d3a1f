package dev.gander.domain.prompt;

import java.util.Arrays;
import java.util.Optional;

/// The prompts that users may override, by file name.
public enum PromptName {
  SYSTEM(
      "system.md",
      "What the agent is told at the beginning of every turn: who it is, its extensions, how to answer"),
  COMPACTION("compaction.md", "How a conversation that has grown too long is summed up"),
  SUBAGENT_SYSTEM(
      "subagent_system.md", "What a sub-agent is told about the task that was handed to it"),
  RECIPE("recipe.md", "How a conversation is turned into a recipe"),
  APPS_CREATE("apps_create.md", "How a new small app is written"),
  APPS_ITERATE("apps_iterate.md", "How a small app is changed"),
  PERMISSION_JUDGE(
      "permission_judge.md",
      "How tool calls that only read are told from those that change something"),
  PLAN("plan.md", "How a plan is made before the work begins"),
  TINY_MODEL_SYSTEM(
      "tiny_model_system.md", "What small local models are told instead of the system prompt"),
  SESSION_NAME("session_name.md", "How a session gets its name");

  private final String fileName;
  private final String purpose;

  PromptName(String fileName, String purpose) {
    this.fileName = fileName;
    this.purpose = purpose;
  }

  public String fileName() {
    return fileName;
  }

  /// The purpose of the prompt, in one line for the user.
  public String purpose() {
    return purpose;
  }

  public static Optional<PromptName> parse(String fileName) {
    return Arrays.stream(values()).filter(name -> name.fileName.equals(fileName)).findFirst();
  }
}
