package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.RequestSource;
import dev.gander.adapters.http.call.UnreadBody;
import dev.gander.adapters.http.stream.ClientWatch;
import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.adapters.http.stream.EventPump;
import dev.gander.adapters.http.stream.OpenStreams;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.http.http2.Http2Exception;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Reads bodies and writes answers. When the client has gone, or neither reads nor sends, its
/// connection is closed.
final class ClientIo {
  private static final Header EVENT_STREAM =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/event-stream");
  private static final Header NO_CACHE =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");

  /// A refused body up to this length is read to its end, so that the client gets the answer and
  /// can reuse the connection; for a longer one the connection is closed.
  private static final long WORTH_SKIPPING = 64L << 20;

  private final OpenStreams streams;
  private final ClientWatch watch;
  private final Duration patience;

  /// @param patience how long a client may neither read nor send
  ClientIo(OpenStreams streams, ClientWatch watch, Duration patience) {
    this.streams = streams;
    this.watch = watch;
    this.patience = patience;
  }

  RequestSource source(ServerRequest request) {
    return new RequestSource(request.remotePeer().host(), request.authority(), request.isSecure());
  }

  UnreadBody body(ServerRequest request) {
    return new HelidonBody(request, watch, patience);
  }

  void write(Answer answer, Visits.Visit visit, ServerRequest request, RoutingResponse response) {
    CommonHeaders.add(response.headers());
    boolean isLast = isHttp1(request) && isLast(request);
    if (isLast) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    try {
      switch (answer) {
        case Answer.Whole whole -> writeWhole(whole, request, response);
        case Answer.InPieces pieces -> writePieces(pieces, request, response);
        case Answer.Events events -> writeEvents(events, visit, request, response);
      }
      skipBody(request, response);
    } catch (IOException e) {
      throw new CloseConnectionException("the client left", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("the server stops", e);
    }
    if (isLast || isClosing(response)) {
      // Helidon announces this but goes on reading, and would take an unread body for a request.
      throw new CloseConnectionException("closed as announced");
    }
  }

  /// Replaces an answer that failed while it was being written. If the client has already seen part
  /// of it, its connection is closed instead, so that it does not take the part for the whole.
  void replace(RoutingResponse response, Answer answer, Visits.Visit visit, ServerRequest request) {
    if (response.hasEntity() || !response.reset()) {
      throw new CloseConnectionException("the answer broke off");
    }
    write(answer, visit, request, response);
  }

  private static boolean isClosing(ServerResponse response) {
    return response.headers().containsToken(HeaderValues.CONNECTION_CLOSE);
  }

  /// An unread body precedes the client's next request. Helidon would read it without a time limit.
  private void skipBody(ServerRequest request, ServerResponse response) throws IOException {
    if (isHttp1(request) && !isClosing(response) && !request.content().consumed()) {
      watch.guard(patience, () -> consume(request));
    }
  }

  private static void consume(ServerRequest request) throws IOException {
    try {
      request.content().consume();
    } catch (RuntimeException e) {
      throw new IOException("the body breaks off", e);
    }
  }

  static boolean isHttp1(ServerRequest request) {
    return request.prologue().protocolVersion().startsWith("1");
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
    addAll(answer.headers(), request, response);
    if (method.equals(Method.OPTIONS)) {
      CommonHeaders.addPreflight(response.headers());
    }
    response.contentLength(answer.body().length);
    byte[] body = method.equals(Method.HEAD) ? new byte[0] : answer.body();
    guard(request, () -> response.send(body));
  }

  private void writePieces(Answer.InPieces pieces, ServerRequest request, RoutingResponse response)
      throws IOException {
    response.header(HeaderNames.CONTENT_TYPE, pieces.type());
    response.contentLength(pieces.body().length());
    addAll(pieces.headers(), request, response);
    if (request.prologue().method().equals(Method.HEAD)) {
      guard(request, () -> response.send(new byte[0]));
      return;
    }
    OutputStream out = response.outputStream();
    pieces.body().forEach((bytes, length) -> guard(request, () -> out.write(bytes, 0, length)));
    guard(request, response::commit);
  }

  private static void addAll(
      Map<String, String> headers, ServerRequest request, ServerResponse response) {
    headers.forEach((name, value) -> add(name, value, request, response));
  }

  /// An HTTP/2 request cannot end its connection.
  private static void add(
      String header, String value, ServerRequest request, ServerResponse response) {
    if (isHttp1(request) || !header.equals("connection")) {
      response.header(HeaderNames.create(header), value);
    }
  }

  private void writeEvents(
      Answer.Events events, Visits.Visit visit, ServerRequest request, ServerResponse response)
      throws IOException, InterruptedException {
    EventFeed feed = events.feed();
    response.header(EVENT_STREAM).header(NO_CACHE);
    addAll(events.headers(), request, response);
    if (request.prologue().method().equals(Method.HEAD)) {
      feed.close();
      guard(request, response::send);
      return;
    }
    visit.onLeave(feed::close);
    streams.pump(feed, visit::watch, () -> out(open(request, response), visit, request));
  }

  private EventPump.Out out(EventSink sink, Visits.Visit visit, ServerRequest request) {
    return new EventPump.Out() {
      // A frame may be a whole conversation: its client has to keep reading, not to finish in time.
      @Override
      public void write(byte[] piece) throws IOException {
        guard(request, () -> sink.emit(piece));
      }

      @Override
      public void end() throws IOException {
        if (visit.hasLeft()) {
          throw new IOException("the client reset the stream");
        }
        guard(request, sink::close);
      }
    };
  }

  private EventSink open(ServerRequest request, ServerResponse response) throws IOException {
    EventSink[] sink = new EventSink[1];
    guard(request, () -> sink[0] = response.sink(EventSink.TYPE));
    return sink[0];
  }

  /// A write over HTTP/2 gets more time: Helidon gives up a single stream that is not read, while
  /// the watch would break the connection that all streams share.
  private void guard(ServerRequest request, Write write) throws IOException {
    watch.guard(
        isHttp1(request) ? patience : patience.multipliedBy(2),
        () -> {
          try {
            write.run();
          } catch (RuntimeException e) {
            if (isLostConnection(e)) {
              throw new IOException("the client cannot be reached", e);
            }
            throw e;
          }
        });
  }

  /// Helidon reports a lost connection by unchecked exceptions of several kinds, depending on where
  /// it was lost. Any other exception is a mistake on our side.
  private static boolean isLostConnection(RuntimeException failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof IOException
                    || cause instanceof InterruptedException
                    || cause instanceof CloseConnectionException
                    || cause instanceof SocketWriterException
                    || cause instanceof Http2Exception);
  }

  private interface Write {
    void run() throws IOException;
  }
}
