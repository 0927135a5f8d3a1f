package dev.gander.domain.message;

import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.util.List;

/// A guess at how many tokens a conversation has for a model, for services that do not say: four
/// characters make a token, and each message costs a few more.
public final class TokenEstimate {
  private static final int CHARACTERS = 4;
  private static final int EACH_MESSAGE = 4;

  private TokenEstimate() {}

  /// Counts what the model may see.
  public static long of(List<Message> conversation) {
    return conversation.stream().filter(Message::isAgentVisible).mapToLong(TokenEstimate::of).sum();
  }

  private static long of(Message message) {
    long characters = message.content().stream().mapToLong(TokenEstimate::characters).sum();
    return EACH_MESSAGE + (characters + CHARACTERS - 1) / CHARACTERS;
  }

  private static long characters(Content content) {
    return switch (content) {
      case Content.Text text -> text.text().length();
      case Content.ToolRequest(String _, Outcome.Success<ToolCall>(ToolCall call), var _) ->
          call.name().length() + call.argumentsOrEmpty().toString().length();
      case Content.ToolResponse(String _, Outcome.Success<ToolResult>(ToolResult result), var _) ->
          result.joinedText().length();
      case Content.ToolRequest _,
          Content.ToolResponse _,
          Content.Image _,
          Content.ToolConfirmationRequest _,
          Content.ActionRequired _,
          Content.FrontendToolRequest _,
          Content.Thinking _,
          Content.RedactedThinking _,
          Content.SystemNotification _,
          Content.Unknown _ ->
          0;
    };
  }
}
