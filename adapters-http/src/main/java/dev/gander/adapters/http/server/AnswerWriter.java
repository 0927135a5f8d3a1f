package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.adapters.http.stream.OpenStreams;
import dev.gander.adapters.http.stream.WriteWatch;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;

/// Writes answers. A client that has gone, or that does not read, ends its connection.
final class AnswerWriter {
  private static final Header EVENT_STREAM =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/event-stream");
  private static final Header NO_CACHE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");

  /// A refused body that is no longer than this is read to its end, so that the client gets the
  /// answer and may go on; a longer one is not worth the connection.
  private static final long WORTH_SKIPPING = 64L << 20;

  private final OpenStreams streams;
  private final WriteWatch watch;

  AnswerWriter(OpenStreams streams, WriteWatch watch) {
    this.streams = streams;
    this.watch = watch;
  }

  void write(
      Answer answer, Http2Peers.Visit visit, ServerRequest request, ServerResponse response) {
    CommonHeaders.add(response.headers());
    boolean isLast = isLast(request);
    if (isLast && request.prologue().protocolVersion().startsWith("1")) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    try {
      switch (answer) {
        case Answer.Whole whole -> writeWhole(whole, request, response);
        case Answer.Events(EventFeed feed) -> writeEvents(feed, visit, request, response);
      }
    } catch (IOException e) {
      throw new CloseConnectionException("the client left", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("the server stops", e);
    }
    if (isLast || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      // Helidon says that it closes but does not, and would take an unread body for a request.
      throw new CloseConnectionException("closed as announced");
    }
  }

  private static boolean isLast(ServerRequest request) {
    return request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
        || request.headers().contentLength().orElse(0) > WORTH_SKIPPING;
  }

  private void writeWhole(Answer.Whole answer, ServerRequest request, ServerResponse response)
      throws IOException {
    Method method = request.prologue().method();
    response.status(Status.create(answer.status()));
    if (answer.type() != null) {
      response.header(HeaderNames.CONTENT_TYPE, answer.type());
    }
    answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    if (method.equals(Method.OPTIONS)) {
      CommonHeaders.addPreflight(response.headers());
    }
    response.contentLength(answer.body().length);
    byte[] body = method.equals(Method.HEAD) ? new byte[0] : answer.body();
    guard(() -> response.send(body));
  }

  private void writeEvents(
      EventFeed feed, Http2Peers.Visit visit, ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException {
    response.header(EVENT_STREAM).header(NO_CACHE);
    if (request.prologue().method().equals(Method.HEAD)) {
      feed.close();
      guard(response::send);
      return;
    }
    visit.onLeave(feed::close);
    EventSink sink = open(feed, response);
    streams.pump(feed, frame -> guard(() -> sink.emit(frame)));
    if (visit.hasLeft()) {
      throw new IOException("the client reset the stream");
    }
    guard(sink::close);
  }

  private EventSink open(EventFeed feed, ServerResponse response) throws IOException {
    EventSink[] sink = new EventSink[1];
    try {
      guard(() -> sink[0] = response.sink(EventSink.TYPE));
    } catch (IOException e) {
      feed.close();
      throw e;
    }
    return sink[0];
  }

  /// Helidon reports a lost connection by unchecked exceptions of several kinds, depending on where
  /// it was lost; nothing else can go wrong while bytes are written.
  private void guard(Runnable write) throws IOException {
    watch.guard(
        () -> {
          try {
            write.run();
          } catch (RuntimeException e) {
            throw new IOException("the client cannot be reached", e);
          }
        });
  }
}
