package dev.gander.domain.message;

import dev.gander.domain.json.Json;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A conversation as text for a model to summarize: a block `[role]: …` for each message that the
/// model may see. Thinking is left out.
///
/// @param json writes tool arguments
public record Transcript(Function<Json, String> json) {

  /// @param withoutPercent percentage of the messages with tool results to leave out, from the
  ///   middle outwards; at least one if there is any and the number is not 0
  public String of(List<Message> conversation, int withoutPercent) {
    List<Message> visible = ModelView.of(conversation);
    Set<Integer> dropped = dropped(visible, withoutPercent);
    return IntStream.range(0, visible.size())
        .filter(i -> !dropped.contains(i))
        .mapToObj(i -> block(visible.get(i)))
        .collect(Collectors.joining("\n"));
  }

  private static Set<Integer> dropped(List<Message> messages, int percent) {
    List<Integer> results = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).hasToolResponse()) {
        results.add(i);
      }
    }
    int count = percent == 0 ? 0 : Math.max(1, results.size() * percent / 100);
    double middle = (results.size() - 1) / 2.0;
    return IntStream.range(0, results.size())
        .boxed()
        .sorted(Comparator.comparingDouble(at -> Math.abs(at - middle)))
        .limit(count)
        .map(results::get)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private String block(Message message) {
    String parts =
        message.content().stream()
            .map(this::part)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("\n"));
    return "[" + message.role().wire() + "]: " + (parts.isEmpty() ? "<empty message>" : parts);
  }

  private String part(Content content) {
    return switch (content) {
      case Content.Text text -> text.text();
      case Content.Image image -> "[image: " + image.mimeType() + "]";
      case Content.ToolRequest request -> request(request.call());
      case Content.FrontendToolRequest request -> request(request.call());
      case Content.ToolResponse response -> "tool_response: " + response(response.result());
      case Content.ToolConfirmationRequest request ->
          "[confirmation asked: " + request.toolName() + "]";
      case Content.ActionRequired(Action action) -> "[action required: " + action.id() + "]";
      case Content.SystemNotification note -> "[notice: " + note.msg() + "]";
      case Content.Thinking _, Content.RedactedThinking _, Content.Unknown _ -> "";
    };
  }

  private String request(Outcome<ToolCall> call) {
    return switch (call) {
      case Outcome.Success<ToolCall>(ToolCall value) ->
          "tool_request(" + value.name() + "): " + json.apply(value.argumentsOrEmpty());
      case Outcome.Failure<ToolCall>(String error) -> "tool_request: " + error;
    };
  }

  private static String response(Outcome<ToolResult> result) {
    return switch (result) {
      case Outcome.Success<ToolResult>(ToolResult value) ->
          value.content().stream().map(Transcript::text).collect(Collectors.joining("\n"));
      case Outcome.Failure<ToolResult>(String error) -> error;
    };
  }

  private static String text(ToolContent content) {
    return content instanceof ToolContent.Text text ? text.text() : "[no text]";
  }
}
