package dev.gander.adapters.http.server;

import io.helidon.common.GenericType;
import io.helidon.webserver.http.spi.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// The open body of an event stream. Created through Helidon's sink interface, the only public way
/// to send the headers before the first event.
final class EventSink implements Sink<byte[]> {
  static final GenericType<EventSink> TYPE = GenericType.create(EventSink.class);

  private final OutputStream out;
  private final Runnable finish;

  EventSink(OutputStream out, Runnable finish) {
    this.out = out;
    this.finish = finish;
  }

  /// Sends the bytes at once.
  @Override
  public EventSink emit(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// Ends the body properly.
  @Override
  public void close() {
    finish.run();
  }
}
