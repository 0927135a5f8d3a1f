package dev.gander.application.policy;

/// What the rules mean for a call.
public sealed interface Ruling {
  /// Nothing: mode and permissions decide.
  record Free() implements Ruling {}

  /// A person decides.
  ///
  /// @param text for the person; names the rules
  record Question(String text) implements Ruling {}

  /// The call does not run.
  ///
  /// @param text the result of the call; names the rule
  record Refusal(String text) implements Ruling {}
}
