package dev.gander.domain.cluster;

import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Which node may run the turn of which session, in the database that the nodes share. Time is that
/// of the database, whatever the clocks of the nodes say. Thread-safe; each node has its own
/// instance. The session need not exist. Every method throws
/// [dev.gander.domain.error.StorageException] if the database cannot be reached.
public interface LeaseTable {
  /// Takes the lease of a session for a time if nobody holds it, or its holder has not renewed it
  /// in time; atomic among all nodes.
  ///
  /// @return higher than every earlier number of the session; empty if somebody holds the lease,
  ///   which may be this node
  Optional<Fence> claim(SessionId session, Duration time);

  /// Takes the lease, whoever holds it.
  Fence seize(SessionId session, Duration time);

  /// Renews leases in one step. One that has run out is renewed like the others if nobody else has
  /// taken it.
  ///
  /// @param held by this node
  /// @return the sessions whose lease it still holds
  Set<SessionId> renew(Map<SessionId, Fence> held, Duration time);

  /// Gives a lease back. Does nothing if somebody else has taken it.
  void giveBack(SessionId session, Fence fence);

  /// Takes the lease away from a node, run out or not: its number is not the highest any more, and
  /// the lease is free. Does nothing if that node does not have it.
  void takeFrom(SessionId session, String node);

  /// Has `then` called after a lease was given back or taken away on any node, soon, on a thread of
  /// the table. It must be quick. A call may be missing when the connection to the database was
  /// lost.
  void onReturn(Consumer<SessionId> then);
}
