package dev.gander.domain.message;

import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The tool calls of a message that nobody has answered. A turn answers all of its calls, however
/// it ends; these are left by one that could not, since its process was killed.
///
/// @param asked the message with the calls
/// @param calls those without an answer; at least one
public record OpenCalls(Message asked, List<Content.ToolRequest> calls) {
  public OpenCalls {
    calls = List.copyOf(calls);
  }

  /// The open calls since the last thing that the user said, in order. Older ones are none of a
  /// turn that was cut off just now: other programs left or imported them.
  public static List<OpenCalls> in(List<Message> conversation) {
    List<OpenCalls> open = new ArrayList<>();
    Set<String> answered = new HashSet<>();
    for (Message message : conversation.reversed()) {
      if (isUsersOwn(message)) {
        break;
      }
      for (Content content : message.content()) {
        if (content instanceof Content.ToolResponse response) {
          answered.add(response.id());
        }
      }
      List<Content.ToolRequest> left =
          message.toolRequests().stream().filter(call -> !answered.contains(call.id())).toList();
      if (!left.isEmpty()) {
        open.addFirst(new OpenCalls(message, left));
      }
    }
    return open;
  }

  private static boolean isUsersOwn(Message message) {
    return message.role() == Role.USER
        && message.content().stream().anyMatch(Content.Text.class::isInstance);
  }

  /// The message that answers the calls.
  ///
  /// @param now epoch seconds
  public Message closedBy(Interruption interruption, long now) {
    return answeredBy(_ -> interruption.answer(true), now);
  }

  /// The message with these answers.
  ///
  /// @param now epoch seconds
  public Message answeredBy(Function<Content.ToolRequest, Outcome<ToolResult>> answers, long now) {
    return Message.user(null, now)
        .withContent(
            calls.stream()
                .<Content>map(call -> new Content.ToolResponse(call.id(), answers.apply(call)))
                .toList());
  }
}
