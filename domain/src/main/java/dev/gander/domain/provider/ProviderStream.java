package dev.gander.domain.provider;

import dev.gander.domain.permission.ConfirmationAction;
import java.util.Optional;

/// An answer while it streams in. Pulled by one thread at a time.
public interface ProviderStream extends AutoCloseable {
  /// The next step; empty at the end, and on every further call. Blocks until the service has sent
  /// something. A tool request is only returned once it is complete.
  ///
  /// @throws dev.gander.domain.error.ProviderException if the service failed; what was returned
  ///   before stays valid
  /// @throws InterruptedException if the thread was interrupted, which means the turn was cancelled
  Optional<Delta> next() throws InterruptedException;

  /// Has something done each time before [#next()] waits for the service, by the thread that pulls.
  /// To be called before the first pull.
  ///
  /// @return false if this stream does not know when it waits: then it is never done
  default boolean beforeWaiting(Runnable action) {
    return false;
  }

  /// Passes on the user's answer to a [Delta#question()]; called by the thread that pulls, before
  /// it pulls again. What `always` answers mean for later questions is up to the agent. If the
  /// agent has exited in the meantime, [#next()] reports it.
  ///
  /// @param id the question's
  /// @throws IllegalStateException if no such question is open, as is always the case for providers
  ///   that ask none
  default void answer(String id, ConfirmationAction answer) {
    throw new IllegalStateException("nobody asked " + id);
  }

  /// Ends the answer: the connection is closed, and a thread waiting in [#next()] returns.
  /// Thread-safe and idempotent.
  @Override
  void close();
}
