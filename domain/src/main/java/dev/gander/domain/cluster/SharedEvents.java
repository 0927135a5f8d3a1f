package dev.gander.domain.cluster;

import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The events of the turns of all nodes, and which turns there are, in the database that the nodes
/// share. Whatever was appended survives any end of any node. Thread-safe; each node has its own
/// instance. The session need not exist. Every method throws
/// [dev.gander.domain.error.StorageException] if the database cannot be reached.
public interface SharedEvents {
  /// A turn that has begun and not ended.
  ///
  /// @param number of this turn among those of all sessions, in the order in which they began
  /// @param node on which it runs
  /// @param isActive whether it keeps its session busy: it has neither told its end nor been
  ///   cancelled
  /// @param isCutOff whether its node does not live any more
  /// @param after the number of the session's newest event when it began
  record OpenTurn(
      long number, RunningTurn turn, String node, boolean isActive, boolean isCutOff, long after) {

    public String requestId() {
      return turn.requestId();
    }
  }

  /// An event of a turn of this node.
  ///
  /// @param turn its number
  /// @param place among the events of its turn, from 1
  /// @param fence of the turn's lease; null if the event counts without one
  record Told(SessionId session, long turn, long place, @Nullable Fence fence, TurnEvent event) {}

  /// An event of a turn, with its number in the session.
  record Heard(long turn, Published event) {}

  /// What is known of a session.
  ///
  /// @param newest the number of the newest event, or the one before the first; at least that of
  ///   the last event of each turn that is not open
  /// @param events in their order; none is missing between the first and the last, but those that
  ///   came while the state was read may be
  /// @param open in the order in which they began
  record State(long newest, List<Heard> events, List<OpenTurn> open) {
    public State {
      events = List.copyOf(events);
      open = List.copyOf(open);
    }
  }

  /// Begins a turn on this node. It takes the place of an open turn with the same request id whose
  /// node is dead.
  ///
  /// @param isFresh whether the session has no messages: its numbers then begin with 1
  /// @return its number
  long begin(SessionId session, boolean isFresh, RunningTurn turn);

  /// Has an open turn whose node is dead go on here. Of several that do so one gets it.
  ///
  /// @return its number from now on; empty if no such turn is open
  Optional<Long> takeOver(SessionId session, String requestId);

  /// Appends events in one step, and gives each the next number of its session. Refused are those
  /// of a turn that has ended, those with the fence of a lease that somebody else has taken, and
  /// those that were appended before, by a call whose answer was lost. A turn that tells that it
  /// has finished is not active any more.
  ///
  /// @param events those of one turn in their order
  /// @return the number of each event; 0 for those that were refused
  List<Long> append(List<Told> events);

  /// Notes that turns are not active any more. Unknown ones are left out.
  void deactivate(Collection<Long> turns);

  /// Ends turns. Unknown ones are left out.
  void end(Collection<Long> turns);

  /// The open turns of a session, in the order in which they began.
  List<OpenTurn> open(SessionId session);

  /// The open turns of all sessions whose node is dead, by their numbers; none of this node.
  Map<Long, SessionId> cutOff();

  /// Begins to listen to a session: the newest events, and all of the open turns.
  ///
  /// @param most how many of the newest at least, as far as they are kept
  State listen(SessionId session, boolean isFresh, int most);

  /// What has happened in sessions after the events with these numbers. A session that is not known
  /// any more is missing.
  Map<SessionId, State> news(Map<SessionId, Long> after);

  /// Has `then` called soon after something has happened on any node in a session that some node
  /// listens to: an event, or the beginning or end of a turn; on a thread of the events. It must be
  /// quick. Without a session if the connection was lost, and anything may have happened.
  void onNews(Consumer<Optional<SessionId>> then);

  /// Reads the kept events after a number in their order, a page at a time.
  EventJournal.Reading read(SessionId session, long after);

  /// The number of the oldest kept event; empty if there is none.
  Optional<Long> oldest(SessionId session);

  /// Whether anything is known of a session.
  boolean isKnown(SessionId session);

  /// Drops everything of a session, open turns as well.
  void forget(SessionId session);

  /// Drops the events of a session, and leaves out numbers, in one step, so that whoever listens
  /// finds a gap. Turns that are open stay so. Does nothing if the session is not known.
  void startOver(SessionId session);

  /// Drops everything of a session to which no node has listened and that has no open turn.
  void forgetUnread(SessionId session);

  /// Drops what nobody can ask for any more: events that are older than `kept` and belong to no
  /// open turn; sessions without events, open turns and readers that were not used for `idle`, and
  /// so begin anew; what dead nodes have left. One node at a time works, in small steps; the others
  /// do nothing.
  ///
  /// @param followed sessions that somebody reads on this node: they count as used now
  void age(Duration kept, Duration idle, Set<SessionId> followed);
}
