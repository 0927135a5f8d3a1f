package dev.gander.domain.turn;

import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.permission.ConfirmationAction;

/// What came of a question to the user.
public sealed interface QuestionAnswer {
  /// The user's word on a tool call.
  record Confirmation(ConfirmationAction action) implements QuestionAnswer {}

  /// The user's answer to an extension.
  record Elicitation(Elicited reply) implements QuestionAnswer {}

  /// The user has answered, and the answer could not be kept.
  record Lost(String reason) implements QuestionAnswer {}
}
