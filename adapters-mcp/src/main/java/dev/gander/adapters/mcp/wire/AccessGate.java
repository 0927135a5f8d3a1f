package dev.gander.adapters.mcp.wire;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.CallTimer;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/// Lets requests pass with the access that the server requires. The time that it takes to get it is
/// not the request's. Any thread.
record AccessGate(ServerAccess access) {
  /// A token refreshed by somebody else, one refreshed by us, a login, a login for more.
  private static final int MOST_REFUSALS = 4;

  /// A request and its answer.
  @FunctionalInterface
  interface Exchange<T> {
    T run() throws InterruptedException, TimeoutException;
  }

  <T> T pass(CallTimer timer, Exchange<T> exchange) throws InterruptedException, TimeoutException {
    prepare(timer);
    for (int refusals = 1; ; refusals++) {
      try {
        return exchange.run();
      } catch (ExtensionException e) {
        Optional<AccessRefusal> refusal = AccessRefusal.in(e.getCause());
        if (refusal.isEmpty() || refusals > MOST_REFUSALS || !isGranted(refusal.get(), e, timer)) {
          throw e;
        }
      }
    }
  }

  private void prepare(CallTimer timer) throws InterruptedException {
    timer.pause();
    try {
      access.prepare();
    } finally {
      timer.resume();
    }
  }

  /// A login that fails leaves the refusal as the cause: the server still wants one.
  private boolean isGranted(AccessRefusal refusal, ExtensionException refused, CallTimer timer)
      throws InterruptedException {
    timer.pause();
    try {
      return access.isGranted(refusal);
    } catch (ExtensionException e) {
      var failure = new ExtensionException(refusal.words() + "; " + e.text(), refused.getCause());
      failure.addSuppressed(e);
      throw failure;
    } finally {
      timer.resume();
    }
  }
}
