package dev.gander.provider.kit.wire;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// An answer with several calls is stored as pairs of call and result, each call preceded by the
/// answer's thinking. Here neighbours with the same thinking become one answer again, followed by
/// all results; a thought that occurs twice in one answer is written once. Pairs without thinking
/// stay as they are, since nothing shows whether they belong together.
public final class SplitAnswers {
  private SplitAnswers() {}

  public static List<Message> join(List<Message> messages) {
    List<Message> joined = new ArrayList<>(messages.size());
    for (Message original : messages) {
      if (isPlain(original)) {
        joined.add(original);
        continue;
      }
      Message message = withoutRepeatedThinking(original);
      int before = joined.size() - 2;
      if (continues(joined, message)) {
        joined.set(before, append(joined.get(before), withoutThinking(message)));
      } else if (answersTheJoined(joined, message)) {
        joined.set(before + 1, append(joined.get(before + 1), message.content()));
      } else {
        joined.add(message);
      }
    }
    return joined;
  }

  /// Most messages neither call nor answer a tool.
  private static boolean isPlain(Message message) {
    for (Content block : message.content()) {
      if (!(block instanceof Content.Text || block instanceof Content.Image)) {
        return false;
      }
    }
    return true;
  }

  /// Whether the message is a further call of the answer before the last results.
  private static boolean continues(List<Message> joined, Message message) {
    int before = joined.size() - 2;
    if (before < 0 || !isCallsOnly(message) || !joined.getLast().hasToolResponse()) {
      return false;
    }
    Message answer = joined.get(before);
    List<Content> thinking = thinking(message);
    return !thinking.isEmpty()
        && !answer.toolRequests().isEmpty()
        && allAnswered(answer, joined.getLast())
        && thinking(answer).equals(thinking);
  }

  private static boolean answersTheJoined(List<Message> joined, Message message) {
    return joined.size() >= 2
        && message.role() == Role.USER
        && message.hasToolResponse()
        && joined.getLast().hasToolResponse()
        && joined.getLast().role() == Role.USER
        && !allAnswered(joined.get(joined.size() - 2), joined.getLast());
  }

  private static boolean allAnswered(Message answer, Message results) {
    List<String> ids =
        results.content().stream()
            .filter(Content.ToolResponse.class::isInstance)
            .map(block -> ((Content.ToolResponse) block).id())
            .toList();
    return answer.toolRequests().stream().map(Content.ToolRequest::id).allMatch(ids::contains);
  }

  private static boolean isCallsOnly(Message message) {
    return message.role() == Role.ASSISTANT
        && !message.toolRequests().isEmpty()
        && message.content().stream()
            .allMatch(block -> block instanceof Content.ToolRequest || Thoughts.isThought(block));
  }

  private static Message append(Message message, List<Content> more) {
    List<Content> content = new ArrayList<>(message.content());
    content.addAll(more);
    return message.withContent(content);
  }

  private static List<Content> thinking(Message message) {
    return message.content().stream().filter(Thoughts::isThought).toList();
  }

  private static List<Content> withoutThinking(Message message) {
    return message.content().stream().filter(block -> !Thoughts.isThought(block)).toList();
  }

  private static Message withoutRepeatedThinking(Message message) {
    if (message.role() != Role.ASSISTANT || thinking(message).size() < 2) {
      return message;
    }
    LinkedHashSet<Content> once = new LinkedHashSet<>();
    List<Content> kept = new ArrayList<>();
    for (Content block : message.content()) {
      if (!Thoughts.isThought(block) || once.add(block)) {
        kept.add(block);
      }
    }
    return message.withContent(kept);
  }
}
