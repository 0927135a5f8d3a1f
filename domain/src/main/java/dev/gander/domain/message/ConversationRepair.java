package dev.gander.domain.message;

import java.util.ArrayList;
import java.util.List;

/// Repairs a conversation so that every model service accepts it: no empty messages, no tool result
/// without its request nor request without its result, each result directly after its request, no
/// two consecutive turns of one role, the user first and last. Messages hidden from the model keep
/// their places; a valid conversation is returned unchanged. A greeting stands for a user's message
/// of blanks, and for an empty conversation.
///
/// The steps are goosed's and lose nothing more than it does; nothing the user said is lost.
public final class ConversationRepair {
  private static final Content PLACEHOLDER = new Content.Text("Hello");

  private ConversationRepair() {}

  /// @param now epoch seconds, for the message that an empty conversation gets
  public static List<Message> repair(List<Message> conversation, long now) {
    List<Message> visible = visible(conversation);
    List<Message> repaired = repairVisible(visible, now);
    if (repaired.equals(visible)) {
      return conversation;
    }
    return visible.size() == conversation.size() ? repaired : inSlots(conversation, repaired);
  }

  private static List<Message> visible(List<Message> conversation) {
    List<Message> visible = new ArrayList<>(conversation.size());
    for (Message message : conversation) {
      if (message.isAgentVisible()) {
        visible.add(message);
      }
    }
    return visible;
  }

  /// Loops, not streams: this runs over the whole history before each request to a model.
  private static List<Message> repairVisible(List<Message> visible, long now) {
    List<Message> tidy = new ArrayList<>(visible.size());
    for (Message message : visible) {
      TidyMessage.add(message, tidy);
    }
    List<Message> joined = AdjacentMessages.join(tidy);
    List<Message> paired =
        ToolPairing.arePaired(joined) ? joined : AdjacentMessages.join(ToolPairing.pair(joined));
    List<Message> messages = withoutOuterAssistants(paired);
    return messages.isEmpty()
        ? List.of(Message.user(null, now, PLACEHOLDER))
        : withoutBlanks(messages);
  }

  private static List<Message> withoutBlanks(List<Message> messages) {
    for (Message message : messages) {
      if (isBlank(message)) {
        List<Message> spoken = new ArrayList<>(messages);
        spoken.replaceAll(it -> isBlank(it) ? it.withContent(List.of(PLACEHOLDER)) : it);
        return spoken;
      }
    }
    return messages;
  }

  private static boolean isBlank(Message message) {
    return message.content().getFirst().equals(TidyMessage.BLANK);
  }

  /// Puts the repaired messages into the places of the visible ones, from the front; leftover
  /// places vanish.
  private static List<Message> inSlots(List<Message> conversation, List<Message> repaired) {
    List<Message> result = new ArrayList<>(conversation.size());
    int next = 0;
    for (Message message : conversation) {
      if (!message.isAgentVisible()) {
        result.add(message);
      } else if (next < repaired.size()) {
        result.add(repaired.get(next++));
      }
    }
    result.addAll(repaired.subList(next, repaired.size()));
    return result;
  }

  /// Drops assistant messages before the user's first one, together with the results of their
  /// calls, and a last message of the assistant.
  private static List<Message> withoutOuterAssistants(List<Message> messages) {
    int from = 0;
    while (from < messages.size() && !isUsersOwn(messages.get(from))) {
      from++;
    }
    int to =
        messages.size() > from && messages.getLast().role() == Role.ASSISTANT
            ? messages.size() - 1
            : messages.size();
    return messages.subList(from, to);
  }

  private static boolean isUsersOwn(Message message) {
    return message.role() == Role.USER && !message.hasToolResponse();
  }
}
