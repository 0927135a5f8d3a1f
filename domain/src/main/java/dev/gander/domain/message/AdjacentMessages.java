package dev.gander.domain.message;

import java.util.ArrayList;
import java.util.List;

/// A step of a [ConversationRepair]: merges consecutive messages of the same speaker into one,
/// which keeps the first one's id. Tool results count as a speaker of their own: a user's text
/// after them is not merged with them.
final class AdjacentMessages {
  private AdjacentMessages() {}

  /// Drops trailing thoughts, since services reject an assistant message that ends with one.
  static List<Message> join(List<Message> messages) {
    if (areApart(messages)) {
      return messages;
    }
    List<Message> joined = new ArrayList<>(messages.size());
    int next = 0;
    while (next < messages.size()) {
      int end = endOfRun(messages, next);
      Message message = withoutLastThoughts(joined(messages.subList(next, end)));
      if (!message.content().isEmpty()) {
        joined.add(message);
      }
      next = end;
    }
    // Dropping a message may have made two messages of one speaker adjacent.
    return join(joined);
  }

  private static boolean areApart(List<Message> messages) {
    Role before = null;
    boolean resultBefore = false;
    for (Message message : messages) {
      boolean result = message.hasToolResponse();
      if (message.content().isEmpty()
          || isThought(message.content().getLast())
          || (message.role() == before && result == resultBefore)) {
        return false;
      }
      before = message.role();
      resultBefore = result;
    }
    return true;
  }

  /// The end of the run of messages with the same speaker that starts at `start`.
  private static int endOfRun(List<Message> messages, int start) {
    int end = start + 1;
    while (end < messages.size() && speakAlike(messages.get(end - 1), messages.get(end))) {
      end++;
    }
    return end;
  }

  private static boolean speakAlike(Message a, Message b) {
    return a.role() == b.role() && a.hasToolResponse() == b.hasToolResponse();
  }

  private static Message joined(List<Message> run) {
    Message first = run.getFirst();
    if (run.size() == 1) {
      return first;
    }
    List<Content> content = new ArrayList<>();
    for (Message message : run) {
      for (Content block : message.content()) {
        if (!block.equals(TidyMessage.BLANK)) {
          add(block, content, first.role());
        }
      }
    }
    return first.withContent(content.isEmpty() ? List.of(TidyMessage.BLANK) : content);
  }

  /// Joins adjacent texts of an assistant by a line break: they were separate remarks.
  static void add(Content block, List<Content> content, Role role) {
    if (role == Role.ASSISTANT
        && block instanceof Content.Text next
        && !content.isEmpty()
        && content.getLast() instanceof Content.Text last) {
      content.set(
          content.size() - 1, new Content.Text(last.text() + "\n" + next.text(), last.other()));
    } else {
      content.add(block);
    }
  }

  private static Message withoutLastThoughts(Message message) {
    int end = message.content().size();
    while (end > 0 && isThought(message.content().get(end - 1))) {
      end--;
    }
    return end == message.content().size()
        ? message
        : message.withContent(message.content().subList(0, end));
  }

  private static boolean isThought(Content block) {
    return block instanceof Content.Thinking || block instanceof Content.RedactedThinking;
  }
}
