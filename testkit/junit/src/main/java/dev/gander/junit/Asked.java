package dev.gander.junit;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.List;

/// What a [ScriptedModel] was asked once.
///
/// @param request all of it
public record Asked(ProviderRequest request) {
  /// The user's last words, which may have context of the session around them.
  public String text() {
    return messages().reversed().stream()
        .filter(message -> message.role() == Role.USER && !message.text().isEmpty())
        .map(Message::text)
        .findFirst()
        .orElse("");
  }

  /// The instructions before the conversation.
  public String system() {
    return request.system();
  }

  /// The conversation as the model sees it.
  public List<Message> messages() {
    return request.messages();
  }

  /// The names of the tools that it may call.
  public List<String> tools() {
    return request.tools().stream().map(Tool::name).toList();
  }

  /// What the calls of the conversation came to, oldest first: their texts, or why they failed.
  public List<String> results() {
    return messages().stream()
        .flatMap(message -> message.content().stream())
        .filter(Content.ToolResponse.class::isInstance)
        .map(block -> text(((Content.ToolResponse) block).result()))
        .toList();
  }

  private static String text(Outcome<ToolResult> result) {
    return switch (result) {
      case Outcome.Success<ToolResult>(ToolResult value) -> value.joinedText();
      case Outcome.Failure<ToolResult>(String error) -> error;
    };
  }
}
