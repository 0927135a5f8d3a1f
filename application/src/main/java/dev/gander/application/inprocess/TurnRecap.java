package dev.gander.application.inprocess;

import dev.gander.domain.message.FragmentJoin;
import dev.gander.domain.message.Message;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a running turn has told so far, in brief: the fragments of a message that follow each other
/// are joined, now and then, so that it takes little more memory than its texts. A text becomes a
/// whole only for a reader: one of many megabytes would be copied each time. Guarded by its
/// [SessionReaders].
final class TurnRecap {
  /// Events between two abridgements.
  private static final int PATIENCE = 1024;

  private final List<Published> brief = new ArrayList<>();

  /// Follows what is brief, and may go on with the next event.
  private @Nullable Latest latest;

  /// Follow the latest.
  private final List<Published> unread = new ArrayList<>();

  void add(Published event) {
    unread.add(event);
    if (unread.size() > PATIENCE) {
      abridge();
    }
  }

  /// In order; each has the number of its last fragment.
  List<Published> events() {
    abridge();
    List<Published> events = new ArrayList<>(brief);
    if (latest != null) {
      events.add(latest.event());
    }
    return List.copyOf(events);
  }

  private void abridge() {
    for (Published event : unread) {
      if (latest == null || !latest.goesOnWith(event)) {
        if (latest != null) {
          brief.add(latest.event());
        }
        latest = new Latest(event);
      }
    }
    unread.clear();
  }

  /// An event, with the fragments that continue its message.
  private static final class Latest {
    private final Published first;
    private Published last;
    private @Nullable FragmentJoin joined;

    Latest(Published first) {
      this.first = first;
      this.last = first;
    }

    /// Takes the event if it continues this one.
    boolean goesOnWith(Published next) {
      if (!(first.event() instanceof MessageArrived(Message head, var _)
          && next.event() instanceof MessageArrived(Message more, var _)
          && head.id() != null
          && head.id().equals(more.id())
          && head.role() == more.role())) {
        return false;
      }
      if (joined == null) {
        joined = new FragmentJoin();
        joined.add(head);
      }
      joined.add(more);
      last = next;
      return true;
    }

    Published event() {
      return joined != null && last.event() instanceof MessageArrived(Message _, var tokens)
          ? new Published(
              last.sequence(),
              last.requestId(),
              new MessageArrived(joined.messages().getFirst(), tokens))
          : first;
    }
  }
}
