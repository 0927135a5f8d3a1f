package dev.gander.provider.kit.service;

import dev.gander.connections.ServiceConnection;
import dev.gander.domain.time.Alarm;
import dev.gander.provider.kit.stream.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The body of an answer as it arrives. It gives up when its [CallClock] says so, and what arrived
/// before a broken connection is still delivered. One reader; [#close()] from any thread.
final class AnswerBody implements ByteSource, AutoCloseable {
  private static final int NOT_PEEKED = -2;
  private static final int DRAINED_AT_MOST = 64 * 1024;

  /// Nothing more is read from the connection.
  ///
  /// @param missed the deadline that has passed, if that is why
  private record End(CallClock.@Nullable Due missed) {}

  private final ServiceConnection connection;
  private final CallClock clock;

  /// Whoever ends it gives the connection back or closes it.
  private final AtomicReference<@Nullable End> end = new AtomicReference<>();

  private Runnable beforeWaiting = () -> {};
  private int peeked = NOT_PEEKED;

  /// @param connection is given back after the last byte
  AnswerBody(ServiceConnection connection, CallClock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /// Sends the request, and waits for the head of the answer whose body this is.
  ///
  /// @param content of the request, in parts
  /// @throws HttpTimeoutException if there was none in time; the body is closed
  /// @throws IOException if the connection broke off; the body is closed
  /// @throws InterruptedException if the thread was interrupted; the body is closed
  HttpResponse.ResponseInfo ask(HttpRequest request, List<byte[]> content)
      throws IOException, InterruptedException {
    boolean answered = false;
    try (Alarm _ = missing(clock.head())) {
      HttpResponse.ResponseInfo head = connection.ask(request, content);
      clock.headArrived();
      connection.waiting(this::await);
      if (connection.isOver()) {
        end();
      }
      answered = true;
      return head;
    } catch (IOException e) {
      throw failed(e);
    } finally {
      if (!answered) {
        close();
      }
    }
  }

  /// Has something done each time before a read that may wait, by the reader. For the reader.
  void beforeWaiting(Runnable action) {
    beforeWaiting = action;
  }

  /// What was read since the last time is more than a sign of life.
  void dataArrived() {
    clock.dataArrived();
  }

  /// @throws HttpTimeoutException if nothing arrived in time; the body is closed
  /// @throws InterruptedException if the thread was interrupted; the body is closed
  @Override
  public int read(byte[] target, int offset, int length) throws IOException, InterruptedException {
    if (peeked < 0) {
      return received(target, offset, length);
    }
    target[offset] = (byte) peeked;
    peeked = NOT_PEEKED;
    return 1;
  }

  /// The next byte to be read, without consuming it; -1 at the end.
  int peek() throws IOException, InterruptedException {
    if (peeked < 0) {
      byte[] one = new byte[1];
      peeked = received(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }
    return peeked;
  }

  /// Drops the rest, so that the connection can be reused; gives up soon.
  void drain(Duration patience) {
    if (end.get() == null) {
      Thread.ofVirtual().name("llm-drain").start(() -> drainWithin(patience));
    }
  }

  @Override
  public void close() {
    close(new End(null));
  }

  private void close(End why) {
    if (end.compareAndSet(null, why)) {
      connection.close();
    }
  }

  private int received(byte[] target, int offset, int length)
      throws IOException, InterruptedException {
    End ended = end.get();
    if (ended != null) {
      return told(ended);
    }
    try {
      int count = connection.read(target, offset, length);
      if (count < 0) {
        end();
      }
      return count;
    } catch (IOException e) {
      End other = end.get();
      if (other != null && !Thread.currentThread().isInterrupted()) {
        return told(other);
      }
      throw failed(e);
    }
  }

  /// What a reader is told when somebody else has ended it.
  private static int told(End end) throws HttpTimeoutException {
    if (end.missed != null) {
      throw end.missed.passed();
    }
    return -1;
  }

  private IOException failed(IOException failure) throws InterruptedException {
    End own = new End(null);
    close(own);
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while an answer came in");
    }
    CallClock.Due missed = Objects.requireNonNullElse(end.get(), own).missed;
    return missed == null ? failure : missed.passed();
  }

  private int await(InputStream source, byte[] target, int offset, int length) throws IOException {
    beforeWaiting.run();
    CallClock.Due due = clock.next();
    long start = System.nanoTime();
    try (Alarm _ = missing(due)) {
      return source.read(target, offset, length);
    } finally {
      clock.waited(System.nanoTime() - start);
    }
  }

  private Alarm missing(CallClock.Due due) {
    return Alarm.at(due.at(), () -> close(new End(due)));
  }

  private void end() {
    if (end.compareAndSet(null, new End(null))) {
      connection.release();
    }
  }

  private void drainWithin(Duration patience) {
    connection.waiting(InputStream::read);
    byte[] rest = new byte[1024];
    try (Alarm _ = Alarm.at(System.nanoTime() + patience.toNanos(), this::close)) {
      int drained = 0;
      int count = connection.read(rest, 0, rest.length);
      while (count >= 0 && drained <= DRAINED_AT_MOST) {
        drained += count;
        count = connection.read(rest, 0, rest.length);
      }
      if (count < 0) {
        end();
      }
    } catch (IOException e) {
      // The answer was complete before: the connection is of no use for others, that is all.
    } finally {
      close();
    }
  }
}
