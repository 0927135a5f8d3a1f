package dev.gander.domain.prompt;

/// The texts that prompts are made from. Any thread.
public interface PromptTemplates {
  /// The user's own version of a template if there is one (`prompts/NAME` in the configuration
  /// folder), else the built-in one.
  ///
  /// @throws dev.gander.domain.error.StorageException if the user's file cannot be read
  String text(PromptName name);
}
