package dev.gander.domain.prompt;

import java.util.Optional;

/// The prompt texts: built-in ones, overridden by the user's own (`prompts/NAME` in the
/// configuration folder). Thread-safe; changes made by other programs take effect at once.
public interface PromptTemplates {
  /// The user's own version of a template if there is one, else the built-in one.
  ///
  /// @throws dev.gander.domain.error.StorageException if the user's file cannot be read
  default String text(PromptName name) {
    return own(name).orElseGet(() -> builtIn(name));
  }

  /// The text that ships with the program; never blank.
  String builtIn(PromptName name);

  /// The user's own version; it may be empty, and need not be a valid template.
  ///
  /// @throws dev.gander.domain.error.StorageException if the user's file cannot be read
  Optional<String> own(PromptName name);

  /// Stores a text verbatim as the user's own version, atomically.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be stored; the old version
  ///   remains
  void save(PromptName name, String text);

  /// Removes the user's own version; does nothing if there is none.
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be removed
  void reset(PromptName name);
}
