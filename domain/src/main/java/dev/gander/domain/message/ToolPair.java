package dev.gander.domain.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message with exactly one tool call, and the next message, with exactly that call's result.
public record ToolPair(Message request, Message response) {
  private static final int AT_A_TIME = 10;

  /// The oldest calls that the model sees, at most ten, once it sees more than ten beyond `kept`;
  /// empty before that.
  public static List<ToolPair> due(List<Message> conversation, int kept) {
    List<ToolPair> oldest = new ArrayList<>(AT_A_TIME);
    int calls = 0;
    Message before = null;
    for (Message message : conversation) {
      if (!message.isAgentVisible()) {
        continue;
      }
      calls += requests(message);
      if (oldest.size() < AT_A_TIME && before != null && isAnswered(before, message)) {
        oldest.add(new ToolPair(before, message));
      }
      before = message;
    }
    return calls > kept + AT_A_TIME ? oldest : List.of();
  }

  public List<Message> messages() {
    return List.of(request, response);
  }

  private static int requests(Message message) {
    int requests = 0;
    for (Content block : message.content()) {
      requests += block instanceof Content.ToolRequest ? 1 : 0;
    }
    return requests;
  }

  private static boolean isAnswered(Message request, Message response) {
    if (request.id() == null || response.id() == null || request.role() == response.role()) {
      return false;
    }
    String asked = onlyCall(request);
    return asked != null && asked.equals(onlyResult(response));
  }

  private static @Nullable String onlyCall(Message message) {
    return requests(message) == 1 ? message.toolRequests().getFirst().id() : null;
  }

  private static @Nullable String onlyResult(Message message) {
    String only = null;
    for (Content block : message.content()) {
      if (block instanceof Content.ToolResponse response) {
        if (only != null) {
          return null;
        }
        only = response.id();
      }
    }
    return only;
  }
}
