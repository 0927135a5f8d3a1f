package dev.gander.application.turn;

import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.FittingNodes;
import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.node.NodeLabels;
import dev.gander.domain.node.NodeNeeds;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.Optional;

/// On which of several servers the turns of a session may run, and other work. Thread-safe.
public interface TurnPlaces {
  /// This server is the only one.
  TurnPlaces NONE =
      new TurnPlaces() {
        @Override
        public void require(Session session) {}

        @Override
        public void want(SessionId session, NodeLabels labels) {
          requireOthers();
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
        public Optional<String> lacking(NodeNeeds needs) {
          return Optional.empty();
        }

        @Override
        public List<ClusterNode> having(NodeNeeds needs) {
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
  void want(SessionId session, NodeLabels labels);

  /// Lets a session that was made for some work want what the work did, so that later turns go
  /// where it was done. Does nothing if this server is the only one.
  default void bind(SessionId made, NodeLabels labels) {
    if (!labels.isEmpty() && !areHereOnly()) {
      want(made, labels);
    }
  }

  /// Where the turns of a session may run; empty if this server is the only one.
  Optional<FittingNodes> find(Session session);

  /// Whether this server is the only one.
  default boolean areHereOnly() {
    return false;
  }

  /// Sees to it that there are servers to choose from.
  ///
  /// @throws Conflict if this server is the only one
  default void requireOthers() {
    if (areHereOnly()) {
      throw new Conflict("This server shares its sessions with no other");
    }
  }

  /// What this server lacks, as the end of a sentence about it; empty if it has everything, or is
  /// the only one. Asks nobody.
  Optional<String> lacking(NodeNeeds needs);

  /// The servers that are alive and have everything; asks them for the folder, and may take seconds
  /// then. None if this server is the only one.
  List<ClusterNode> having(NodeNeeds needs);

  /// Sees to it that work may be done here.
  ///
  /// @param what the work, for the text
  /// @throws WrongNode if this server lacks something, also if no server has it
  default void require(String what, NodeNeeds needs) {
    Optional<String> lacking = lacking(needs);
    if (lacking.isPresent()) {
      throw new WrongNode(what, lacking.get(), having(needs));
    }
  }
}
