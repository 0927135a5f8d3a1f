package dev.gander.application.turn;

import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.FittingNodes;
import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import java.util.List;
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

        @Override
        public boolean areHereOnly() {
          return true;
        }

        @Override
        public boolean sees(Path folder) {
          return true;
        }

        @Override
        public List<ClusterNode> having(Path folder) {
          return List.of();
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

  /// Whether this server is the only one.
  default boolean areHereOnly() {
    return false;
  }

  /// Whether a folder is here, or this server is the only one. Asks nobody.
  boolean sees(Path folder);

  /// The servers that are alive and have a folder; asks them, and may take seconds. None if this
  /// server is the only one.
  List<ClusterNode> having(Path folder);

  /// Sees to it that work which needs a folder may be done here.
  ///
  /// @param what the work, for the text
  /// @throws WrongNode if the folder is not here, also if no server has it
  default void require(String what, Path folder) {
    if (!sees(folder)) {
      throw new WrongNode(what, "does not have its folder " + folder, having(folder));
    }
  }
}
