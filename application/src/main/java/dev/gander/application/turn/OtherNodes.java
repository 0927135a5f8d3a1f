package dev.gander.application.turn;

import dev.gander.domain.message.Interruption;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionBusy;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The turns of the other servers that share the store. Thread-safe.
public interface OtherNodes {
  /// There are none.
  OtherNodes NONE =
      new OtherNodes() {
        @Override
        public void receive(Receiver here) {}

        @Override
        public void onCutOff(Consumer<SessionId> then) {}

        @Override
        public void admit(SessionId session, String requestId) {}

        @Override
        public List<RunningTurn> running(SessionId session) {
          return List.of();
        }

        @Override
        public boolean cancel(SessionId session, Predicate<String> which, Interruption cause) {
          return false;
        }

        @Override
        public boolean interject(SessionId session, String requestId, Message message) {
          return false;
        }

        @Override
        public void cutOff(SessionId session, String server) {}
      };

  /// Where turns may run.
  default TurnPlaces places() {
    return TurnPlaces.NONE;
  }

  /// What other servers want of the turns of this one.
  interface Receiver {
    void cancel(SessionId session, String requestId, Interruption cause);

    void interject(SessionId session, String requestId, Message message);
  }

  /// From now on, what others want goes to `here`.
  void receive(Receiver here);

  /// From now on, sessions in which the death of another server has cut a turn off go to `then`,
  /// soon after that is certain. It may come for a session again.
  void onCutOff(Consumer<SessionId> then);

  /// Whether a turn of this server, which has begun in the log of its session, may run at once.
  ///
  /// @throws SessionBusy if another server has an active turn that began earlier
  void admit(SessionId session, String requestId);

  /// The active turns of a session on other servers, in the order of their start.
  List<RunningTurn> running(SessionId session);

  /// Frees the session of turns of other servers, and has them cancelled there.
  ///
  /// @param which by the ids of requests
  /// @return whether there was any
  boolean cancel(SessionId session, Predicate<String> which, Interruption cause);

  /// Has something said to the model in the middle of another server's turn.
  ///
  /// @return false if it is not active on another server
  boolean interject(SessionId session, String requestId, Message message);

  /// Sees to it that the turn of a server that counts as dead does not go on: should it only stand
  /// still, what it stores later is refused, and it ends. Turns of other servers go on.
  void cutOff(SessionId session, String server);
}
