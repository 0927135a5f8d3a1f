package dev.gander.domain.provider;

import dev.gander.domain.permission.ConfirmationAction;

/// A stream that wraps another one and delegates to it whatever it does not override.
public interface ForwardingStream extends ProviderStream {
  /// The wrapped stream.
  ProviderStream inner();

  @Override
  default boolean beforeWaiting(Runnable action) {
    return inner().beforeWaiting(action);
  }

  @Override
  default void answer(String id, ConfirmationAction answer) {
    inner().answer(id, answer);
  }

  @Override
  default void close() {
    inner().close();
  }
}
