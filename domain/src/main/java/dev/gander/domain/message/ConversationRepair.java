package dev.gander.domain.message;

import java.util.ArrayList;
import java.util.List;

/// Mends a conversation so that every model service accepts it: no empty messages, no tool answer
/// without its request nor request without its answer, each answer right behind its request, no two
/// turns of one role in a row, the user first and last. Messages that the model does not see keep
/// their places; a sound conversation comes back as it is.
///
/// The steps are goosed's and lose nothing more than it does: of what the user said, nothing.
public final class ConversationRepair {
  private static final String PLACEHOLDER = "Hello";

  private ConversationRepair() {}

  /// @param now for the message that an empty conversation gets, in epoch seconds
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

  /// Loops and not streams: this runs over the whole history before each request to a model.
  private static List<Message> repairVisible(List<Message> visible, long now) {
    List<Message> tidy = new ArrayList<>(visible.size());
    for (Message message : visible) {
      TidyMessage.add(message, tidy);
    }
    List<Message> paired = ToolPairing.pair(AdjacentMessages.join(tidy));
    List<Message> messages = withoutOuterAssistants(AdjacentMessages.join(paired));
    return messages.isEmpty()
        ? List.of(Message.user(null, now, new Content.Text(PLACEHOLDER)))
        : messages;
  }

  /// Puts the repaired messages where visible ones stood, from the front; slots left over vanish.
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

  /// What an assistant said before any user goes with the results of its calls.
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
