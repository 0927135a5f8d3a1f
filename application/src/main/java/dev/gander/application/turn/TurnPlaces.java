package dev.gander.application.turn;

import dev.gander.domain.cluster.FittingNodes;
import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import java.util.Optional;
import java.util.Set;

/// On which of several servers the turns of a session may run. Thread-safe.
public interface TurnPlaces {
  /// This server is the only one.
  TurnPlaces NONE =
      new TurnPlaces() {
        @Override
        public void require(Session session) {}

        @Override
        public void want(SessionId session, Set<String> labels) {
          throw new Conflict("This server shares its sessions with no other");
        }

        @Override
        public Optional<FittingNodes> find(Session session) {
          return Optional.empty();
        }
      };

  /// Sees to it that a turn of the session may run here.
  ///
  /// @throws WrongNode if this server lacks a label that the session wants, or its folder, which
  ///   another one has
  void require(Session session);

  /// Replaces the labels that the server of a session has to have.
  ///
  /// @throws Conflict if this server is the only one
  void want(SessionId session, Set<String> labels);

  /// Where the turns of a session may run; empty if this server is the only one.
  Optional<FittingNodes> find(Session session);
}
