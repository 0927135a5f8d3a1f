package dev.gander.bootstrap;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/// Lets the main thread wait for SIGTERM and SIGINT. A JVM that is ended by a signal exits with 143
/// or 130, but goosed exits with 0, so the signals must not end it: the main thread stops
/// everything in order and returns.
final class StopSignal {
  private final CountDownLatch received = new CountDownLatch(1);

  /// One that is never received unless somebody [pretends][#pretend()].
  StopSignal() {}

  /// Catches the signals from now on.
  static StopSignal install() {
    var stop = new StopSignal();
    catchSignal("TERM", stop.received::countDown);
    catchSignal("INT", stop.received::countDown);
    return stop;
  }

  /// Does as if a signal had come.
  void pretend() {
    received.countDown();
  }

  /// Waits for the first of the signals; further ones have no effect.
  void await() throws InterruptedException {
    received.await();
  }

  /// Calls `sun.misc.Signal.handle` by reflection: javac's warning about that class cannot be
  /// disabled.
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
