package dev.gander.connections;

import java.net.http.HttpClient;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One HTTP client that is shared by all requests as long as it works: the JDK closes one for good
/// when memory runs out in its own thread, and another one takes its place. Any thread.
public final class LastingClient implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<HttpClient> maker;
  private HttpClient client;
  private boolean isClosed;

  /// @param maker makes the first one now
  public LastingClient(Supplier<HttpClient> maker) {
    this.maker = maker;
    this.client = maker.get();
  }

  /// The client for the next request; after the end one that refuses it.
  public HttpClient get() {
    lock.lock();
    try {
      if (client.isTerminated() && !isClosed) {
        client = maker.get();
      }
      return client;
    } finally {
      lock.unlock();
    }
  }

  /// Ends the requests, too.
  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      client.shutdownNow();
    } finally {
      lock.unlock();
    }
  }
}
