package dev.gander.provider.kit.service;

import dev.gander.domain.observe.TraceContext;
import dev.gander.domain.observe.Trail;
import dev.gander.provider.kit.wire.Payload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

/// Builds the requests to an endpoint.
record RequestWriter(Endpoint endpoint) {
  static final String JSON = "application/json";
  private static final int LARGE = 1024 * 1024;

  UnsentRequest get(String path) {
    return new UnsentRequest(request(path).GET(), Payload.of(new byte[0]));
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

  private static UnsentRequest posted(HttpRequest.Builder request, Payload body) {
    return new UnsentRequest(request.POST(publisher(body)), body);
  }

  /// The JDK's own publisher of an array copies all of it before it sends the first byte.
  private static HttpRequest.BodyPublisher publisher(Payload body) {
    return body.length() < LARGE
        ? HttpRequest.BodyPublishers.ofByteArray(body.bytes())
        : HttpRequest.BodyPublishers.fromPublisher(
            HttpRequest.BodyPublishers.ofInputStream(body::open), body.length());
  }

  private HttpRequest.Builder request(String path) {
    URI address = endpoint.resolve(path);
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if ("http".equalsIgnoreCase(address.getScheme())) {
      // Without TLS the client would ask to upgrade to HTTP/2, which some small local servers
      // cannot handle.
      request.version(HttpClient.Version.HTTP_1_1);
    }
    request.setHeader("accept", "*/*");
    endpoint.headers().forEach(request::setHeader);
    return request;
  }
}
