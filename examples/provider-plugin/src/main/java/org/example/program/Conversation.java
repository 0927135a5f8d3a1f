package org.example.program;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.stream.Collectors;

/// A request as text for a program: the instructions, a blank line, and then each message after the
/// word `User: ` or `Assistant: `.
final class Conversation {
  private Conversation() {}

  static String text(ProviderRequest request) {
    return request.system()
        + "\n\n"
        + request.messages().stream().map(Conversation::text).collect(Collectors.joining("\n"))
        + "\n";
  }

  private static String text(Message message) {
    String speaker =
        switch (message.role()) {
          case USER -> "User: ";
          case ASSISTANT -> "Assistant: ";
        };
    return speaker
        + message.content().stream()
            .map(Conversation::text)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining("\n"));
  }

  /// Another model may have used tools earlier.
  private static String text(Content block) {
    return switch (block) {
      case Content.Text text -> text.text();
      case Content.ToolRequest(var _, Outcome.Success(ToolCall call), var _) ->
          "[used the tool " + call.name() + "]";
      default -> "";
    };
  }
}
