package dev.gander.domain.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Joins the fragments of streamed messages into whole messages. Fragments with the same id belong
/// to one message: a text continues where the text before it ended, and so does thinking. Messages
/// without an id never merge. Takes time linear in the total length of the fragments, not
/// quadratic.
public final class FragmentJoin {
  private final List<Message> finished = new ArrayList<>();
  private @Nullable Growing growing;

  /// The messages joined so far, in order.
  public List<Message> messages() {
    List<Message> messages = new ArrayList<>(finished);
    if (growing != null) {
      messages.add(growing.message());
    }
    return List.copyOf(messages);
  }

  public void add(Message fragment) {
    if (growing != null && fragment.id() != null && fragment.id().equals(growing.head.id())) {
      growing.add(fragment.content());
    } else {
      finish();
      growing = new Growing(fragment);
    }
  }

  /// Removes and returns the messages that will not grow any more, in order.
  public List<Message> takeFinished() {
    List<Message> taken = List.copyOf(finished);
    finished.clear();
    return taken;
  }

  /// Removes and returns everything joined so far.
  public List<Message> drain() {
    finish();
    List<Message> joined = List.copyOf(finished);
    finished.clear();
    return joined;
  }

  private void finish() {
    if (growing != null) {
      finished.add(growing.message());
      growing = null;
    }
  }

  /// A message that may still grow: its blocks so far, and the whole text of the last one if that
  /// has grown. The last one is outdated then.
  private static final class Growing {
    private final Message head;
    private final List<Content> blocks;
    private GrowingText tail = new GrowingText();

    private Growing(Message head) {
      this.head = head;
      this.blocks = new ArrayList<>(head.content());
    }

    private void add(List<Content> content) {
      if (content.size() == 1 && !blocks.isEmpty() && extend(content.getFirst())) {
        return;
      }
      settle();
      blocks.addAll(content);
    }

    private boolean extend(Content next) {
      Content last = blocks.getLast();
      if (last instanceof Content.Text first && next instanceof Content.Text(String text, var _)) {
        grow(first.text(), text);
        return true;
      }
      if (last instanceof Content.Thinking a
          && next instanceof Content.Thinking b
          && (a.signature().isEmpty() || Objects.equals(a.signature(), b.signature()))) {
        grow(a.thinking(), b.thinking());
        blocks.removeLast();
        String signature = b.signature().isEmpty() ? a.signature() : b.signature();
        blocks.add(new Content.Thinking(a.thinking(), signature, a.other()));
        return true;
      }
      return false;
    }

    private void grow(String begun, String more) {
      if (tail.isEmpty()) {
        tail.append(begun);
      }
      tail.append(more);
    }

    private void settle() {
      if (tail.isEmpty()) {
        return;
      }
      Content last = blocks.removeLast();
      blocks.add(
          switch (last) {
            case Content.Text(String _, var other) -> new Content.Text(tail.toString(), other);
            case Content.Thinking(String _, String signature, var other) ->
                new Content.Thinking(tail.toString(), signature, other);
            default -> last;
          });
      tail = new GrowingText();
    }

    private Message message() {
      settle();
      return head.withContent(blocks);
    }
  }
}
