package dev.gander.bootstrap;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// Resources to close, in reverse order of creation. A failure to close one does not keep the
/// others open.
final class Resources implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Resources.class.getName());

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  <T extends AutoCloseable> T keep(T resource) {
    open.push(resource);
    return resource;
  }

  /// Keeps threads whose work is interrupted at the end and gets one second to clean up.
  ExecutorService keep(ExecutorService threads) {
    open.push(
        () -> {
          threads.shutdownNow();
          threads.awaitTermination(1, TimeUnit.SECONDS);
        });
    return threads;
  }

  /// Keeps a resource that may take some time to close, but closes at once when its thread is
  /// interrupted.
  <T extends AutoCloseable> T keep(T resource, Duration peace) {
    open.push(() -> closeWithin(resource, peace));
    return resource;
  }

  private static void closeWithin(AutoCloseable resource, Duration peace) throws Exception {
    var closing =
        new FutureTask<Void>(
            () -> {
              resource.close();
              return null;
            });
    Thread closer = Thread.ofVirtual().start(closing);
    if (!closer.join(peace)) {
      closer.interrupt();
    }
    closing.get(1, TimeUnit.SECONDS);
  }

  /// Closes everything because starting failed.
  void closeAfter(Throwable failure) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      AutoCloseable resource = open.pop();
      try {
        resource.close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, "cannot close " + resource, e);
      }
    }
  }
}
