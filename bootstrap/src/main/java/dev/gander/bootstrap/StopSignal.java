package dev.gander.bootstrap;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets the main thread wait for SIGTERM and SIGINT. A JVM that is ended by a signal exits with 143
/// or 130, but goosed exits with 0, so the signals must not end it: the main thread stops
/// everything in order and returns.
final class StopSignal {
  private final CountDownLatch received = new CountDownLatch(1);
  private final CountDownLatch again = new CountDownLatch(1);

  /// One that is never received unless somebody [pretends][#pretend()].
  StopSignal() {}

  /// Catches the signals soon: a start need not wait for the classes that this takes. If this JVM
  /// cannot catch them, stderr tells, and they end it.
  static StopSignal install() {
    var stop = new StopSignal();
    Thread.ofVirtual().name("catch signals").start(stop::catchSignals);
    return stop;
  }

  private void catchSignals() {
    catchSignal("TERM", this::receive);
    catchSignal("INT", this::receive);
  }

  private synchronized void receive() {
    (received.getCount() > 0 ? received : again).countDown();
  }

  /// Does as if a signal had come.
  void pretend() {
    receive();
  }

  /// Waits for a second signal, at most for a time.
  ///
  /// @return whether it came
  boolean awaitAgain(Duration patience) throws InterruptedException {
    return again.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Waits for the first of the signals.
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
