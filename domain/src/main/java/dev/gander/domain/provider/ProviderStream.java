package dev.gander.domain.provider;

import dev.gander.domain.permission.ConfirmationAction;
import java.util.Optional;

/// An answer while it comes in. Pulled by one thread at a time.
public interface ProviderStream extends AutoCloseable {
  /// The next step; empty at the end, and again on every further call. Blocks until the service has
  /// sent something. A tool request is returned only when it is complete.
  ///
  /// @throws dev.gander.domain.error.ProviderException if the service failed; what was returned
  ///   before stays valid
  /// @throws InterruptedException if the thread was interrupted, which means the turn was cancelled
  Optional<Delta> next() throws InterruptedException;

  /// Tells the user's answer to a [Delta#question()], by the thread that pulls and before it pulls
  /// again. What `always` answers mean for later questions is the program's affair. That the
  /// program has gone meanwhile is told by [#next()].
  ///
  /// @param id the question's
  /// @throws IllegalStateException if no such question is open, as with every provider that asks
  ///   none
  default void answer(String id, ConfirmationAction answer) {
    throw new IllegalStateException("nobody asked " + id);
  }

  /// Ends the answer: the connection is closed, a thread that waits in [#next()] returns. Any
  /// thread may call it, any number of times.
  @Override
  void close();
}
