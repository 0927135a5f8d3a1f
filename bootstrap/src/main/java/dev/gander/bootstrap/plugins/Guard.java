package dev.gander.bootstrap.plugins;

import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.ProviderException;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.function.Supplier;

/// Turns a plug-in's misbehaviour (an unexpected exception, null where a value is required, a call
/// that does not return) into a provider failure that names the plug-in. A bug in it thus costs an
/// answer, but none of our threads. Its stack trace is logged.
record Guard(String plugin, TimeLimit limit) {
  private static final System.Logger LOG = System.getLogger(Guard.class.getName());

  /// A call into the plug-in.
  @FunctionalInterface
  interface Call<T, E extends Exception> {
    T make() throws E;
  }

  /// A call that returns nothing.
  void run(Runnable call) {
    this.<Boolean, RuntimeException>of(
        () -> {
          call.run();
          return true;
        });
  }

  /// A call that must return at once.
  ///
  /// @param method its name
  <T> T promptly(String method, Supplier<T> call) {
    return this.<T, RuntimeException>of(() -> limit.of(method, call));
  }

  /// A call that may take long.
  ///
  /// @throws E what the plug-in may throw
  <T, E extends Exception> T of(Call<T, E> call) throws E {
    try {
      return Objects.requireNonNull(call.make(), "it returned null");
    } catch (GanderException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "The plug-in " + plugin + " failed: " + BadPlugin.trace(e));
      throw new ProviderException.ExecutionError(
          "The plug-in " + plugin + " failed: " + BadPlugin.reason(e), e);
    }
  }
}
