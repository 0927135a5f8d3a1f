package dev.gander.domain.turn;

import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import java.time.Duration;
import java.util.Optional;

/// The right to run a session's turn, of which there is one: between threads, and between servers
/// that share a store. Any thread. A session need not exist.
///
/// Waiters of one server get the lease in the order in which they asked. A lease is held until it
/// is closed, its server dies, or somebody seizes it.
public interface TurnLeases {
  /// Waits for the lease without limit.
  ///
  /// @throws InterruptedException if the thread was interrupted; it waits no longer and holds
  ///   nothing
  Lease acquire(SessionId id) throws InterruptedException;

  /// Waits for the lease, at most for `patience`; with zero it does not wait, and does not overtake
  /// those who do.
  ///
  /// @return empty if others kept it that long
  /// @throws InterruptedException if the thread was interrupted; it holds nothing
  Optional<Lease> acquire(SessionId id, Duration patience) throws InterruptedException;

  /// Takes the lease from whoever holds it, at once and before all that wait. The other's fence is
  /// stale from now on; it is not told.
  Lease seize(SessionId id);

  /// A lease that is held. Any thread may close it.
  interface Lease extends AutoCloseable {
    SessionId session();

    /// Higher than the fence of every lease that the session had before.
    Fence fence();

    /// Gives the lease to the next who waits. Nothing happens if it is closed already, or was
    /// seized.
    @Override
    void close();
  }
}
