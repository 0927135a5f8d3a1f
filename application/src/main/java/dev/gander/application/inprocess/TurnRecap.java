package dev.gander.application.inprocess;

import dev.gander.domain.message.FragmentJoin;
import dev.gander.domain.message.Message;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import java.util.ArrayList;
import java.util.List;

/// What a running turn has told so far, in brief: the fragments of a message that follow each other
/// are joined, now and then, so that it takes little more memory than its texts. Guarded by its
/// [SessionReaders].
final class TurnRecap {
  /// Events between two abridgements.
  private static final int PATIENCE = 1024;

  private List<Published> events = new ArrayList<>();
  private int abridged;

  void add(Published event) {
    events.add(event);
    if (events.size() - abridged > PATIENCE) {
      events();
    }
  }

  /// In order; each has the number of its last fragment.
  List<Published> events() {
    List<Published> brief = new ArrayList<>();
    int i = 0;
    while (i < events.size()) {
      int end = endOfMessage(i);
      brief.add(end - i == 1 ? events.get(i) : joined(events.subList(i, end)));
      i = end;
    }
    events = brief;
    abridged = brief.size();
    return List.copyOf(brief);
  }

  /// The index after the last fragment of the message at `start`.
  private int endOfMessage(int start) {
    int end = start + 1;
    while (end < events.size() && isContinued(events.get(start), events.get(end))) {
      end++;
    }
    return end;
  }

  private static boolean isContinued(Published first, Published next) {
    return first.event() instanceof MessageArrived(Message head, var _)
        && next.event() instanceof MessageArrived(Message more, var _)
        && head.id() != null
        && head.id().equals(more.id())
        && head.role() == more.role();
  }

  private static Published joined(List<Published> fragments) {
    FragmentJoin join = new FragmentJoin();
    for (Published fragment : fragments) {
      join.add(((MessageArrived) fragment.event()).message());
    }
    Published last = fragments.getLast();
    return new Published(
        last.sequence(),
        last.requestId(),
        new MessageArrived(join.messages().getFirst(), ((MessageArrived) last.event()).tokens()));
  }
}
