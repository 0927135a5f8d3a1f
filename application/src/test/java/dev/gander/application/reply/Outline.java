package dev.gander.application.reply;

import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import java.util.stream.Collectors;

/// Messages in short, for comparing them in tests: `user:Hi`, `assistant:call c1`, `user:result c1
/// text`.
final class Outline {
  private Outline() {}

  static String of(Message message) {
    return message.role().wire()
        + ":"
        + message.content().stream().map(Outline::of).collect(Collectors.joining(" + "));
  }

  private static String of(Content content) {
    return switch (content) {
      case Content.Text text -> text.text();
      case Content.Image _ -> "image";
      case Content.ToolRequest request -> "call " + request.id();
      case Content.ToolResponse response -> "result " + response.id() + " " + of(response.result());
      case Content.ToolConfirmationRequest _ -> "confirm?";
      case Content.ActionRequired(Action.ToolConfirmation ask) -> "may " + ask.id() + "?";
      case Content.ActionRequired(Action.Elicitation ask) -> "ask " + ask.message();
      case Content.ActionRequired(Action.ElicitationResponse _) -> "reply";
      case Content.FrontendToolRequest request -> "frontend " + request.id();
      case Content.Thinking thinking -> "(" + thinking.thinking() + ")";
      case Content.RedactedThinking _ -> "(redacted)";
      case Content.SystemNotification note -> "[" + note.notificationType() + "]";
      case Content.Unknown _ -> "unknown";
    };
  }

  private static String of(Outcome<ToolResult> outcome) {
    return switch (outcome) {
      case Outcome.Success<ToolResult>(ToolResult result) ->
          (result.failed() ? "failed " : "") + result.joinedText();
      case Outcome.Failure<ToolResult>(String error) -> "error " + error;
    };
  }
}
