package dev.gander.application.engine;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// What the model is told anew with each request: the time, the folder, how many rounds are left,
/// and what extensions have to add. It stands inside the newest user message of the copy that is
/// sent (1.39), is never stored, and is left out for models with little context.
final class TurnContext {
  private static final int LEAST_CONTEXT = 32_000;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:00");

  private final Clock clock;

  TurnContext(Clock clock) {
    this.clock = clock;
  }

  List<Message> addTo(List<Message> messages, Dialogue dialogue, RoundCount count) {
    int place = newestUserMessage(messages);
    if (place < 0 || !hasRoom(dialogue)) {
      return messages;
    }
    Message message = messages.get(place);
    List<Content> content = new ArrayList<>(message.content());
    content.addFirst(new Content.Text(text(dialogue, count)));
    List<Message> changed = new ArrayList<>(messages);
    changed.set(place, message.withContent(content));
    return changed;
  }

  /// Whether the model takes enough context for this.
  static boolean hasRoom(Dialogue dialogue) {
    return dialogue.model().model().contextLimitOrDefault() >= LEAST_CONTEXT;
  }

  private static int newestUserMessage(List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i).role() == Role.USER && !messages.get(i).hasToolResponse()) {
        return i;
      }
    }
    return -1;
  }

  private String text(Dialogue dialogue, RoundCount count) {
    StringBuilder text = new StringBuilder("<turn-context>\n");
    add(text, "current-time", MINUTE.format(LocalDateTime.now(clock)));
    add(text, "working-directory", dialogue.agent().workingDir().toString());
    if (2L * count.number() >= count.limit()) {
      add(text, "turn-budget", count.number() + "/" + count.limit() + " used");
    }
    dialogue.agent().extensions().turnContext().forEach(line -> text.append(line).append('\n'));
    return text.append("</turn-context>").toString();
  }

  private static void add(StringBuilder text, String tag, String value) {
    text.append('<').append(tag).append('>');
    text.append(value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    text.append("</").append(tag).append(">\n");
  }
}
