package dev.gander.application.engine.prompt;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The context that is repeated with each request: the time, the folder, the tokens and rounds
/// left, and lines from extensions. It is inserted into the newest user message of the copy that is
/// sent (1.39), never stored, and omitted for models with little context.
public final class TurnContext {
  private static final int LEAST_CONTEXT = 32_000;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:00");

  private final TurnSettings settings;
  private final Clock clock;

  public TurnContext(TurnSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  public List<Message> addTo(List<Message> messages, Dialogue dialogue, RoundCount count) {
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

  /// Whether the model's context is large enough for this.
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
    roomLeft(dialogue).ifPresent(left -> add(text, "compaction", left));
    if (2L * count.number() >= count.limit()) {
      add(text, "turn-budget", count.number() + "/" + count.limit() + " used");
    }
    dialogue.agent().extensions().turnContext().forEach(line -> text.append(line).append('\n'));
    return text.append("</turn-context>").toString();
  }

  /// The tokens left until compaction; empty while that is far away.
  private Optional<String> roomLeft(Dialogue dialogue) {
    OptionalDouble threshold = settings.compactionThreshold();
    Long used = dialogue.output().tokens().usage().total();
    if (threshold.isEmpty() || used == null || dialogue.model().provider().managesOwnContext()) {
      return Optional.empty();
    }
    long most = (long) (threshold.getAsDouble() * dialogue.model().model().contextLimitOrDefault());
    return 2 * used < most
        ? Optional.empty()
        : Optional.of(
            Math.max(0, most - used) / 1000 + "k tokens until the conversation is summed up");
  }

  private static void add(StringBuilder text, String tag, String value) {
    text.append('<').append(tag).append('>');
    text.append(value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    text.append("</").append(tag).append(">\n");
  }
}
