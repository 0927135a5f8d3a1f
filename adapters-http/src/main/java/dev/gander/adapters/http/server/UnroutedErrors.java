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
    Answer.Whole answer = Answer.error(status.code(), status.reasonPhrase());
    return TransportResponse.builder()
        .status(status)
        .headers(headers)
        .entity(answer.body())
        .keepAlive(false)
        .build();
  }
}
