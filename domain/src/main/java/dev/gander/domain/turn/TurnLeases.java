package dev.gander.domain.turn;

import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import java.time.Duration;
import java.util.Optional;

/// The exclusive right to run a session's turn, across threads and across servers that share a
/// store. Thread-safe. The session need not exist.
///
/// Waiters on one server get the lease in the order of their calls. A lease is held until it is
/// closed, its server dies, or it is seized.
public interface TurnLeases {
  /// Waits for the lease without limit.
  ///
  /// @throws InterruptedException if the thread was interrupted; it no longer waits and holds
  ///   nothing
  Lease acquire(SessionId id) throws InterruptedException;

  /// Waits for the lease, at most for `patience`; with zero it does not wait, and does not overtake
  /// waiters.
  ///
  /// @return empty if it was not free in that time
  /// @throws InterruptedException if the thread was interrupted; it holds nothing
  Optional<Lease> acquire(SessionId id, Duration patience) throws InterruptedException;

  /// Takes the lease from its holder, at once and ahead of all waiters. The holder's fence is stale
  /// from now on; the holder is not notified.
  Lease seize(SessionId id);

  /// A held lease. Any thread may close it.
  interface Lease extends AutoCloseable {
    SessionId session();

    /// Higher than the fence of every earlier lease of the session.
    Fence fence();

    /// Has `then` called once it is noticed that the lease went to another server; at once if that
    /// has been noticed before. Never called where no other server can take it. It may be called on
    /// any thread, must be quick, and must not throw.
    default void onLoss(Runnable then) {}

    /// Passes the lease to the next waiter. Does nothing if it was already closed or seized.
    @Override
    void close();
  }
}
