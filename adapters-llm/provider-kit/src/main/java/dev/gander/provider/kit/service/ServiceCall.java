package dev.gander.provider.kit.service;

import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import java.util.Map;

/// A request to a model, as its service wants it.
public final class ServiceCall {
  private final String path;
  private final byte[] body;
  private final Map<String, String> headers;
  private final ModelConfig model;
  private final String sessionId;

  private ServiceCall(
      String path, byte[] body, Map<String, String> headers, ModelConfig model, String sessionId) {
    this.path = path;
    this.body = body;
    this.headers = Map.copyOf(headers);
    this.model = model;
    this.sessionId = sessionId;
  }

  /// @param path below the address of the service
  /// @param body JSON as UTF-8
  /// @param request what it is made from: its session is sent as `agent-session-id`
  public static ServiceCall to(String path, byte[] body, ProviderRequest request) {
    return new ServiceCall(path, body, Map.of(), request.model(), request.sessionId());
  }

  /// The same with headers of its own beside those of the endpoint.
  public ServiceCall with(Map<String, String> headers) {
    return new ServiceCall(path, body, headers, model, sessionId);
  }

  /// The same for a service that must not be sent `agent-session-id`.
  public ServiceCall withoutSessionId() {
    return new ServiceCall(path, body, headers, model, "");
  }

  String path() {
    return path;
  }

  byte[] body() {
    return body;
  }

  Map<String, String> headers() {
    return headers;
  }

  ModelConfig model() {
    return model;
  }

  /// Empty for none.
  String sessionId() {
    return sessionId;
  }
}
