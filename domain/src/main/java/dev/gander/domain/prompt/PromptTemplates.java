package dev.gander.domain.prompt;

import java.util.Optional;

/// The texts that prompts are made from: built-in ones, above them the user's own (`prompts/NAME`
/// in the configuration folder). Any thread; what another program writes there counts at once.
public interface PromptTemplates {
  /// The user's own version of a template if there is one, else the built-in one.
  ///
  /// @throws dev.gander.domain.error.StorageException if the user's file cannot be read
  default String text(PromptName name) {
    return own(name).orElseGet(() -> builtIn(name));
  }

  /// The text that comes with the program; never blank.
  String builtIn(PromptName name);

  /// The user's own version; it may be empty, and need not be a right template.
  ///
  /// @throws dev.gander.domain.error.StorageException if the user's file cannot be read
  Optional<String> own(PromptName name);

  /// Makes a text the user's own version, as it is, in one step.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be stored; the old one stays
  void save(PromptName name, String text);

  /// Removes the user's own version; nothing when there is none.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be removed
  void reset(PromptName name);
}
