package dev.gander.domain.turn;

import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.permission.ConfirmationAction;

/// The outcome of a question to the user.
public sealed interface QuestionAnswer {
  /// The user's decision about a tool call.
  record Confirmation(ConfirmationAction action) implements QuestionAnswer {}

  /// The user's answer to an extension.
  record Elicitation(Elicited reply) implements QuestionAnswer {}

  /// The user answered, but the answer could not be stored.
  record Lost(String reason) implements QuestionAnswer {}
}
