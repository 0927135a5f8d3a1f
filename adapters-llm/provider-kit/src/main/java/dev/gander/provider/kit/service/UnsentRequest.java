package dev.gander.provider.kit.service;

import dev.gander.provider.kit.wire.Payload;
import java.net.http.HttpRequest;
import java.util.Map;

/// A request that is complete except for its authorization. Each attempt gets a request of its own.
final class UnsentRequest {
  private final HttpRequest.Builder request;
  private final Payload body;

  UnsentRequest(HttpRequest.Builder request, Payload body) {
    this.request = request;
    this.body = body;
  }

  /// What is sent behind the head; a signature covers it too.
  Payload body() {
    return body;
  }

  HttpRequest build() {
    return request.build();
  }

  HttpRequest with(Map<String, String> headers) {
    HttpRequest.Builder copy = request.copy();
    headers.forEach(copy::setHeader);
    return copy.build();
  }

  HttpRequest withToken(String token) {
    return with(Map.of("authorization", "Bearer " + token));
  }
}
