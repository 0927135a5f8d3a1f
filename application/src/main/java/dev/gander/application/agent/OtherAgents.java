package dev.gander.application.agent;

import dev.gander.domain.cluster.ChangeOutcome;
import dev.gander.domain.cluster.ExtensionChange;
import dev.gander.domain.session.SessionId;
import java.util.Optional;

/// The agents of the other servers that share the store. Thread-safe.
public interface OtherAgents {
  /// There are none.
  OtherAgents NONE =
      new OtherAgents() {
        @Override
        public void receive(Receiver here) {}

        @Override
        public Optional<ChangeOutcome> change(SessionId session, ExtensionChange change) {
          return Optional.empty();
        }
      };

  /// Makes the changes that other servers want of agents of this one.
  interface Receiver {
    ChangeOutcome change(SessionId session, ExtensionChange change) throws InterruptedException;
  }

  /// From now on, what others want is done by `here`, on a thread of its own.
  void receive(Receiver here);

  /// Has the extensions of a session changed by the server that runs its turn, and waits for what
  /// comes of it.
  ///
  /// @return empty if no other server runs a turn of the session, or it has died meanwhile
  Optional<ChangeOutcome> change(SessionId session, ExtensionChange change)
      throws InterruptedException;
}
