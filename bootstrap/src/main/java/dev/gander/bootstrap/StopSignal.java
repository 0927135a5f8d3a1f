package dev.gander.bootstrap;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/// SIGTERM and SIGINT, waited for by the main thread. A JVM that a signal ends exits with 143 or
/// 130, but goosed exits with 0: so the signals must not end it. The main thread stops everything
/// in order and returns.
final class StopSignal {
  private final CountDownLatch received = new CountDownLatch(1);

  private StopSignal() {}

  /// From now on the signals are caught.
  static StopSignal install() {
    var stop = new StopSignal();
    catchSignal("TERM", stop.received::countDown);
    catchSignal("INT", stop.received::countDown);
    return stop;
  }

  /// Waits for the first of the signals; further ones change nothing.
  void await() throws InterruptedException {
    received.await();
  }

  /// `sun.misc.Signal.handle`, by reflection: javac warns of that class and cannot be told not to.
  private static void catchSignal(String name, Runnable action) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              calling(action, handler));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM cannot catch the signal " + name, e);
    }
  }

  private static Object calling(Runnable action, Class<?> handler) {
    return Proxy.newProxyInstance(
        StopSignal.class.getClassLoader(),
        new Class<?>[] {handler},
        (_, _, _) -> {
          action.run();
          return null;
        });
  }
}
