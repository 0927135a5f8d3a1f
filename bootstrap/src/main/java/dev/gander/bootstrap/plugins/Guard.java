package dev.gander.bootstrap.plugins;

import dev.gander.domain.config.SecretMask;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.ProviderException;
import java.util.Objects;

/// Turns what a plug-in must not throw, and null where there must be a value, into a provider's
/// failure which names the plug-in. So a mistake in it costs an answer, and not a thread of ours.
record Guard(String plugin) {
  /// A call into the plug-in.
  @FunctionalInterface
  interface Call<T, E extends Exception> {
    T make() throws E;
  }

  /// A call that gives nothing.
  void run(Runnable call) {
    this.<Boolean, RuntimeException>of(
        () -> {
          call.run();
          return true;
        });
  }

  /// @throws E what the plug-in may throw
  <T, E extends Exception> T of(Call<T, E> call) throws E {
    try {
      return Objects.requireNonNull(call.make(), "it gave null");
    } catch (GanderException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new ProviderException.ExecutionError(
          "The plug-in " + plugin + " failed: " + SecretMask.inText(BadPlugin.reason(e)), e);
    }
  }
}
