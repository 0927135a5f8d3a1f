package dev.gander.client;

import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.List;

/// What came of a prompt.
///
/// @param messages as they came: the fragments of a message share its id
public record ChatAnswer(List<Message> messages) {
  public ChatAnswer {
    messages = List.copyOf(messages);
  }

  /// All that the model said.
  public String text() {
    StringBuilder text = new StringBuilder();
    messages.stream()
        .filter(message -> message.role() == Role.ASSISTANT)
        .map(Message::text)
        .forEach(text::append);
    return text.toString();
  }

  /// The tools that the model called.
  public List<ToolCall> calls() {
    return messages.stream()
        .flatMap(message -> message.toolRequests().stream())
        .map(Content.ToolRequest::call)
        .filter(Outcome.Success.class::isInstance)
        .map(call -> ((Outcome.Success<ToolCall>) call).value())
        .toList();
  }

  /// The calls that somebody had to decide on.
  public List<Action.ToolConfirmation> questions() {
    return messages.stream()
        .flatMap(message -> message.content().stream())
        .filter(Content.ActionRequired.class::isInstance)
        .map(block -> ((Content.ActionRequired) block).action())
        .filter(Action.ToolConfirmation.class::isInstance)
        .map(Action.ToolConfirmation.class::cast)
        .toList();
  }
}
