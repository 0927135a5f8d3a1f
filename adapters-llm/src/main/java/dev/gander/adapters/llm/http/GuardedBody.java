package dev.gander.adapters.llm.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The body of an answer, with a watchdog that closes it when nothing comes for too long or the
/// whole takes too long: the JDK's client itself never gives up a body. Silence counts only while
/// somebody waits for bytes. One reader; [#close()] from any thread.
final class GuardedBody implements AutoCloseable {
  private static final long NOBODY_WAITS = Long.MAX_VALUE;

  private final InputStream in;
  private final Thread watchdog;
  private final long end;
  private volatile long silence;
  private volatile long waitingSince = NOBODY_WAITS;
  private volatile boolean closed;
  private volatile @Nullable String expired;

  /// @param end when the whole has to be over, on the clock of [System#nanoTime()]
  GuardedBody(InputStream in, long end, Duration silence) {
    this.in = in;
    this.end = end;
    this.silence = silence.toNanos();
    this.watchdog = Thread.ofVirtual().name("llm-watchdog").start(this::watch);
  }

  /// Reads like [InputStream#read(byte[], int, int)].
  ///
  /// @throws HttpTimeoutException if the watchdog has ended the body
  /// @throws InterruptedException if the thread was interrupted; the body is closed
  int read(byte[] buffer, int offset, int length) throws IOException, InterruptedException {
    waitingSince = System.nanoTime();
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      if (Thread.interrupted() || isInterruption(e)) {
        close();
        throw new InterruptedException("interrupted while an answer came in");
      }
      throw expired == null ? e : new HttpTimeoutException(expired);
    } finally {
      waitingSince = NOBODY_WAITS;
    }
  }

  boolean isClosed() {
    return closed;
  }

  /// Reads and drops what is left, so that the connection can be used again; gives up soon.
  void drain(Duration patience) {
    silence = patience.toNanos();
    watchdog.interrupt();
    Thread.ofVirtual().name("llm-drain").start(this::drainNow);
  }

  @Override
  public void close() {
    closed = true;
    watchdog.interrupt();
    closeQuietly();
  }

  private void drainNow() {
    byte[] dropped = new byte[1024];
    int total = 0;
    try {
      int count = 0;
      while (count >= 0 && total < 64 * dropped.length) {
        count = read(dropped, 0, dropped.length);
        total += Math.max(count, 0);
      }
    } catch (IOException | InterruptedException _) {
      // The connection cannot be kept, and the answer was complete before.
    } finally {
      close();
    }
  }

  private void watch() {
    while (!closed && expired == null) {
      long since = waitingSince;
      long now = System.nanoTime();
      long left = Math.min(end - now, since == NOBODY_WAITS ? silence : since + silence - now);
      if (left <= 0) {
        expired = end - now <= 0 ? "the answer took too long" : "the service fell silent";
        closeQuietly();
        return;
      }
      try {
        Thread.sleep(Duration.ofNanos(left));
      } catch (InterruptedException _) {
        // Closed, or the limits have changed: look again.
      }
    }
  }

  private void closeQuietly() {
    try {
      in.close();
    } catch (IOException _) {
      // Nothing is lost: nobody reads on.
    }
  }

  private static boolean isInterruption(IOException failure) {
    return failure instanceof InterruptedIOException
        || failure.getCause() instanceof InterruptedException;
  }
}
