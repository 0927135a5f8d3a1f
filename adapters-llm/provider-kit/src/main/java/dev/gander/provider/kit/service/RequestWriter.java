package dev.gander.provider.kit.service;

import dev.gander.domain.observe.TraceContext;
import dev.gander.domain.observe.Trail;
import dev.gander.provider.kit.wire.Payload;
import java.net.http.HttpRequest;

/// Builds the requests to an endpoint.
record RequestWriter(Endpoint endpoint) {
  static final String JSON = "application/json";

  UnsentRequest get(String path) {
    return new UnsentRequest(request(path).GET(), Payload.EMPTY);
  }

  UnsentRequest post(String path, String type, byte[] body) {
    return posted(request(path).header("content-type", type), Payload.of(body));
  }

  UnsentRequest post(ServiceCall call) {
    HttpRequest.Builder request = request(call.path()).header("content-type", JSON);
    Trail.current()
        .trace()
        .ifPresent(place -> request.setHeader(TraceContext.NAME, place.header()));
    call.headers().forEach(request::setHeader);
    if (!call.sessionId().isEmpty()) {
      request.setHeader("agent-session-id", call.sessionId());
    }
    return posted(request, call.body());
  }

  /// The connection sends the body: what has many megabytes is not copied.
  private static UnsentRequest posted(HttpRequest.Builder request, Payload body) {
    return new UnsentRequest(request.POST(HttpRequest.BodyPublishers.noBody()), body);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(path));
    request.setHeader("accept", "*/*");
    request.setHeader("user-agent", "Gander");
    endpoint.headers().forEach(request::setHeader);
    return request;
  }
}
