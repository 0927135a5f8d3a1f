package dev.gander.application.engine.permission;

/// What an inspector has to say about a call. It never makes a call run that would not run without
/// it.
sealed interface Finding {
  /// The user decides, in every mode.
  ///
  /// @param text shown with the question
  record Question(String text) implements Finding {}

  /// The call does not run, and the user is not asked.
  ///
  /// @param text the result that model and user see; names the inspector
  record Block(String text) implements Finding {}

  /// The user is told, and nothing else changes.
  record Notice(String text) implements Finding {}
}
