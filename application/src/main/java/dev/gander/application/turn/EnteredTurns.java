package dev.gander.application.turn;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionBusy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The turns that run or wait, by session and in the order of their start. Guarded by this.
final class EnteredTurns {
  private final Map<SessionId, List<Turn>> turns = new HashMap<>();
  private boolean closed;

  /// @throws SessionBusy if it is rejected
  /// @throws Unavailable when closed
  synchronized void enter(Turn turn, Admission admission) {
    if (closed) {
      throw new Unavailable("The server is stopping");
    }
    List<Turn> others = turns.computeIfAbsent(turn.session(), _ -> new ArrayList<>());
    if (admission == Admission.REFUSE && others.stream().anyMatch(Turn::isActive)) {
      throw new SessionBusy(turn.session());
    }
    others.add(turn);
  }

  synchronized void remove(Turn turn) {
    turns.computeIfPresent(
        turn.session(),
        (_, all) -> {
          all.remove(turn);
          return all.isEmpty() ? null : all;
        });
  }

  /// Frees the session for another turn.
  synchronized void leave(Turn turn) {
    turn.deactivate();
  }

  /// Frees the session of these turns, and returns them.
  synchronized List<Turn> deactivated(SessionId id, Predicate<Turn> which) {
    List<Turn> found = turns.getOrDefault(id, List.of()).stream().filter(which).toList();
    found.forEach(Turn::deactivate);
    return found;
  }

  synchronized Optional<Turn> active(SessionId id, String requestId) {
    return turns.getOrDefault(id, List.of()).stream()
        .filter(turn -> turn.isActive() && turn.requestId().equals(requestId))
        .findFirst();
  }

  synchronized List<RunningTurn> running(SessionId id) {
    return turns.getOrDefault(id, List.of()).stream()
        .filter(Turn::isActive)
        .map(turn -> new RunningTurn(turn.requestId(), turn.request().userMessage()))
        .toList();
  }

  synchronized int count() {
    return turns.values().stream().mapToInt(List::size).sum();
  }

  /// No turn can be entered from now on.
  ///
  /// @return the sessions that have turns
  synchronized List<SessionId> close() {
    closed = true;
    return List.copyOf(turns.keySet());
  }
}
