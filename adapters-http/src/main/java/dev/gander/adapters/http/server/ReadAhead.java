package dev.gander.adapters.http.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an HTTP/1 client sends. While its request is answered it sends nothing, usually, and nobody
/// reads; so whoever wants to know whether it is still there has to read ahead. What comes is kept
/// for the next reader. One reader at a time; [#watch] from its thread.
final class ReadAhead implements Supplier<byte @Nullable []> {
  private final Supplier<byte @Nullable []> source;
  private @Nullable FutureTask<byte @Nullable []> ahead;

  ReadAhead(Supplier<byte @Nullable []> source) {
    this.source = source;
  }

  /// Runs the action, which must not block, if the client ends the connection before it sends
  /// anything more. Does not wait.
  void watch(Runnable onEnd) {
    if (ahead == null) {
      ahead = new FutureTask<>(() -> next(onEnd));
      Thread.ofVirtual().name("read-ahead").start(ahead);
    }
  }

  /// Over TLS, Helidon reads an empty array when the client says goodbye, and null afterwards.
  private byte @Nullable [] next(Runnable onEnd) {
    boolean goesOn = false;
    try {
      byte[] bytes = source.get();
      goesOn = bytes != null && bytes.length > 0;
      return bytes;
    } finally {
      if (!goesOn) {
        onEnd.run();
      }
    }
  }

  @Override
  public byte @Nullable [] get() {
    FutureTask<byte @Nullable []> begun = ahead;
    ahead = null;
    return begun == null ? source.get() : result(begun);
  }

  private static byte @Nullable [] result(FutureTask<byte @Nullable []> begun) {
    try {
      return begun.get();
    } catch (ExecutionException e) {
      throw new UncheckedIOException("the connection is lost", new IOException(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException("the server stops", new IOException(e));
    }
  }
}
