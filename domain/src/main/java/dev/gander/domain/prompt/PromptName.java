package dev.gander.domain.prompt;

import java.util.Arrays;
import java.util.Optional;

/// The prompts that users may rewrite, by the name of their file.
public enum PromptName {
  SYSTEM("system.md"),
  COMPACTION("compaction.md"),
  SUBAGENT_SYSTEM("subagent_system.md"),
  RECIPE("recipe.md"),
  APPS_CREATE("apps_create.md"),
  APPS_ITERATE("apps_iterate.md"),
  PERMISSION_JUDGE("permission_judge.md"),
  PLAN("plan.md"),
  TINY_MODEL_SYSTEM("tiny_model_system.md"),
  SESSION_NAME("session_name.md");

  private final String fileName;

  PromptName(String fileName) {
    this.fileName = fileName;
  }

  public String fileName() {
    return fileName;
  }

  public static Optional<PromptName> parse(String fileName) {
    return Arrays.stream(values()).filter(name -> name.fileName.equals(fileName)).findFirst();
  }
}
