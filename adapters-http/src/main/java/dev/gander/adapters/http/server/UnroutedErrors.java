package dev.gander.adapters.http.server;

import dev.gander.adapters.http.call.Answer;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/// Answers malformed requests (bad framing, headers too long), which never reach the [Dispatcher],
/// in the form of all other errors.
final class UnroutedErrors implements DirectHandler {
  /// Helidon's words for headers that are too long, which it would answer like any other mistake.
  private static final String TOO_LONG = "Header size exceeded";

  private static final Status HEADERS_TOO_LARGE = Status.create(431, HeaderSize.TOO_LARGE);

  private UnroutedErrors() {}

  static DirectHandlers handlers() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, new UnroutedErrors());
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType type,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    CommonHeaders.add(headers);
    headers.set(HeaderValues.CONTENT_TYPE_JSON);
    Status told = TOO_LONG.equals(message) ? HEADERS_TOO_LARGE : status;
    Answer.Whole answer = Answer.error(told.code(), told.reasonPhrase());
    return TransportResponse.builder()
        .status(told)
        .headers(headers)
        .entity(answer.body())
        .keepAlive(false)
        .build();
  }
}
