package dev.gander.domain.provider.signin;

import java.net.URI;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What somebody who signs in has to do next: visit a page, and enter a code there.
///
/// Whoever starts a sign-in on a thread hears of its steps; other threads do not inherit that.
///
/// @param code null if the page asks for none
public record SignInStep(URI page, @Nullable String code) {
  private static final ScopedValue<Consumer<SignInStep>> LISTENER = ScopedValue.newInstance();

  /// Tells whoever listens on this thread.
  public void tell() {
    if (LISTENER.isBound()) {
      LISTENER.get().accept(this);
    }
  }

  /// Runs a sign-in and listens to its steps.
  public static <T, X extends Throwable> T hearing(
      Consumer<SignInStep> listener, ScopedValue.CallableOp<? extends T, X> signIn) throws X {
    return ScopedValue.where(LISTENER, listener).call(signIn);
  }
}
