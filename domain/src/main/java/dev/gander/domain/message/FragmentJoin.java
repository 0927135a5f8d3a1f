package dev.gander.domain.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Joins the fragments of streamed messages into whole ones. Fragments with the same id belong to
/// one message: text goes on where the text before it ended, and so do thoughts; messages without
/// an id never merge.
public final class FragmentJoin {
  private final List<Message> messages = new ArrayList<>();

  /// What was joined so far, in order.
  public List<Message> messages() {
    return List.copyOf(messages);
  }

  public void add(Message fragment) {
    int last = messages.size() - 1;
    if (last >= 0 && fragment.id() != null && fragment.id().equals(messages.get(last).id())) {
      messages.set(last, join(messages.get(last), fragment));
    } else {
      messages.add(fragment);
    }
  }

  /// Empties it and gives back what was joined.
  public List<Message> drain() {
    List<Message> joined = messages();
    messages.clear();
    return joined;
  }

  private static Message join(Message message, Message fragment) {
    List<Content> content = new ArrayList<>(message.content());
    if (fragment.content().size() == 1 && !content.isEmpty()) {
      content.addAll(join(content.removeLast(), fragment.content().getFirst()));
    } else {
      content.addAll(fragment.content());
    }
    return message.withContent(content);
  }

  private static List<Content> join(Content last, Content next) {
    if (last instanceof Content.Text a && next instanceof Content.Text b) {
      return List.of(new Content.Text(a.text() + b.text(), a.other()));
    }
    if (last instanceof Content.Thinking a
        && next instanceof Content.Thinking b
        && (a.signature().isEmpty() || Objects.equals(a.signature(), b.signature()))) {
      String signature = b.signature().isEmpty() ? a.signature() : b.signature();
      return List.of(new Content.Thinking(a.thinking() + b.thinking(), signature, a.other()));
    }
    return List.of(last, next);
  }
}
