package dev.gander.domain.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A step of a [ConversationRepair]: puts the results of a message's calls directly after it, with
/// nothing else in the result's message, and drops calls without a result and results without a
/// call. Some services restart call ids with each answer, so a result belongs to the newest call
/// with its id.
final class ToolPairing {
  private final List<Message> messages;
  private final List<Call> calls = new ArrayList<>();

  private ToolPairing(List<Message> messages) {
    this.messages = messages;
  }

  /// A call, the index of its message, and the index of the message with its result.
  private static final class Call {
    private final int askedAt;
    private final Content.ToolRequest request;
    private Content.@Nullable ToolResponse response;
    private int answeredAt;

    private Call(int askedAt, Content.ToolRequest request) {
      this.askedAt = askedAt;
      this.request = request;
    }
  }

  /// @param messages in which only assistants make calls and only users bring results
  static List<Message> pair(List<Message> messages) {
    ToolPairing pairing = new ToolPairing(messages);
    pairing.match();
    return pairing.paired();
  }

  /// Whether each message with calls is directly followed by one with their results, in the same
  /// order.
  static boolean arePaired(List<Message> messages) {
    List<Content.ToolRequest> open = List.of();
    for (Message message : messages) {
      if (!open.isEmpty() || message.hasToolResponse()) {
        if (!areResults(message.content(), open)) {
          return false;
        }
        open = List.of();
      } else if (message.role() == Role.ASSISTANT) {
        open = message.toolRequests();
      }
    }
    return open.isEmpty();
  }

  private static boolean areResults(List<Content> content, List<Content.ToolRequest> calls) {
    if (content.size() != calls.size() || !areDistinct(calls)) {
      return false;
    }
    for (int i = 0; i < calls.size(); i++) {
      if (!(content.get(i) instanceof Content.ToolResponse response
          && response.id().equals(calls.get(i).id()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean areDistinct(List<Content.ToolRequest> calls) {
    return calls.size() < 2
        || calls.stream().map(Content.ToolRequest::id).distinct().count() == calls.size();
  }

  private void match() {
    Map<String, Call> open = new HashMap<>();
    for (int at = 0; at < messages.size(); at++) {
      for (Content block : messages.get(at).content()) {
        if (block instanceof Content.ToolRequest request) {
          Call call = new Call(at, request);
          calls.add(call);
          open.put(request.id(), call);
        } else if (block instanceof Content.ToolResponse response) {
          Call call = open.remove(response.id());
          if (call != null) {
            call.response = response;
            call.answeredAt = at;
          }
        }
      }
    }
  }

  private List<Message> paired() {
    List<Message> paired = new ArrayList<>(messages.size());
    int next = 0;
    for (int at = 0; at < messages.size(); at++) {
      int end = next;
      while (end < calls.size() && calls.get(end).askedAt == at) {
        end++;
      }
      Message message = messages.get(at);
      if (end > next) {
        addWithResults(message, calls.subList(next, end), paired);
      } else if (message.hasToolResponse()) {
        addWhatIsNoResult(message, paired);
      } else {
        paired.add(message);
      }
      next = end;
    }
    return paired;
  }

  private void addWithResults(Message message, List<Call> asked, List<Message> paired) {
    List<Call> answered = asked.stream().filter(call -> call.response != null).toList();
    paired.add(answered.size() == asked.size() ? message : withCalls(message, answered));
    int from = 0;
    while (from < answered.size()) {
      int answeredAt = answered.get(from).answeredAt;
      int end = from;
      while (end < answered.size() && answered.get(end).answeredAt == answeredAt) {
        end++;
      }
      paired.add(results(messages.get(answeredAt), answered.subList(from, end)));
      from = end;
    }
  }

  private static Message withCalls(Message message, List<Call> answered) {
    List<Content> content = new ArrayList<>();
    for (Content block : message.content()) {
      if (!(block instanceof Content.ToolRequest) || isOneOf(block, answered)) {
        AdjacentMessages.add(block, content, message.role());
      }
    }
    return message.withContent(content);
  }

  @SuppressWarnings("ReferenceEquality") // Two calls may be equal, but only one of them answered.
  private static boolean isOneOf(Content block, List<Call> calls) {
    for (Call call : calls) {
      if (call.request == block) {
        return true;
      }
    }
    return false;
  }

  /// The message reduced to the results of these calls; the same instance if it has nothing else.
  private static Message results(Message message, List<Call> calls) {
    List<Content> content = new ArrayList<>(calls.size());
    for (Call call : calls) {
      content.add(Objects.requireNonNull(call.response));
    }
    return content.size() == message.content().size() ? message : message.withContent(content);
  }

  private static void addWhatIsNoResult(Message message, List<Message> paired) {
    List<Content> rest = new ArrayList<>();
    for (Content block : message.content()) {
      if (!(block instanceof Content.ToolResponse)) {
        rest.add(block);
      }
    }
    if (!rest.isEmpty()) {
      paired.add(message.withContent(rest));
    }
  }
}
