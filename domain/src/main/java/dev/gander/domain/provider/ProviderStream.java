package dev.gander.domain.provider;

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

  /// Ends the answer: the connection is closed, a thread that waits in [#next()] returns. Any
  /// thread may call it, any number of times.
  @Override
  void close();
}
