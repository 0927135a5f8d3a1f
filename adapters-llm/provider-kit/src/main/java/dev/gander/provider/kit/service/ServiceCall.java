package dev.gander.provider.kit.service;

import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.provider.kit.wire.Payload;
import java.util.Map;

/// A request to a model in its service's form.
public final class ServiceCall {
  private final String path;
  private final Payload body;
  private final Map<String, String> headers;
  private final ModelConfig model;
  private final String sessionId;

  private ServiceCall(
      String path, Payload body, Map<String, String> headers, ModelConfig model, String sessionId) {
    this.path = path;
    this.body = body;
    this.headers = Map.copyOf(headers);
    this.model = model;
    this.sessionId = sessionId;
  }

  /// @param path relative to the address of the service
  /// @param body JSON as UTF-8
  /// @param request the source of the body: its session is sent as `agent-session-id`
  public static ServiceCall to(String path, byte[] body, ProviderRequest request) {
    return to(path, Payload.of(body), request);
  }

  /// The same for a body in several arrays.
  public static ServiceCall to(String path, Payload body, ProviderRequest request) {
    return new ServiceCall(path, body, Map.of(), request.model(), request.sessionId());
  }

  /// A copy with headers of its own in addition to the endpoint's.
  public ServiceCall with(Map<String, String> headers) {
    return new ServiceCall(path, body, headers, model, sessionId);
  }

  /// A copy for a service that must not get `agent-session-id`.
  public ServiceCall withoutSessionId() {
    return new ServiceCall(path, body, headers, model, "");
  }

  String path() {
    return path;
  }

  Payload body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }

  ModelConfig model() {
    return model;
  }

  /// Empty if there is none.
  String sessionId() {
    return sessionId;
  }
}
