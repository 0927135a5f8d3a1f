package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.RetryPolicy;
import dev.gander.provider.kit.service.ServiceCall;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Endpoints that are invoked at an address of their own, in Databricks's dialect of chat
/// completions.
final class Invocations {
  private static final String COUNTS = "stream_options";

  /// Two ways to send a request: `hopeful` does not retry one that was refused because it asks for
  /// token counts.
  record Clients(ServiceClient hopeful, ServiceClient usual) {}

  private final Clients clients;
  private final ProviderSettings settings;
  private final RequestIds ids;
  private final WrittenMessages written = new WrittenMessages();

  /// Endpoints that have refused to count.
  private final Set<String> notCounting = ConcurrentHashMap.newKeySet();

  Invocations(Clients clients, ProviderSettings settings, RequestIds ids) {
    this.clients = clients;
    this.settings = settings;
    this.ids = ids;
  }

  /// The same policy, except that a request refused because it asks for token counts is not
  /// retried.
  static RetryPolicy unlessCountsAreRefused(RetryPolicy usual) {
    return (failures, random) ->
        areCountsRefused(failures.getLast()) ? Optional.empty() : usual.pause(failures, random);
  }

  private static boolean areCountsRefused(ProviderException failure) {
    return failure instanceof ProviderException.RequestFailed && failure.text().contains(COUNTS);
  }

  ProviderStream stream(ProviderRequest request, ServedModel model) throws InterruptedException {
    RequestBody body = body(request, model);
    if (notCounting.contains(model.endpoint())) {
      return send(clients.usual, request, model, withoutCounts(body));
    }
    try {
      return send(clients.hopeful, request, model, body);
    } catch (ProviderException e) {
      if (!areCountsRefused(e)) {
        throw e;
      }
      notCounting.add(model.endpoint());
      return send(clients.usual, request, model, withoutCounts(body));
    }
  }

  private RequestBody body(ProviderRequest request, ServedModel model) {
    RequestBody body = DatabricksRequest.body(asked(request, model), settings, written);
    return body.withMembers(ids.on(body.members(), request.sessionId()));
  }

  /// Drops what is known about the endpoint's name if another name is used.
  private static ProviderRequest asked(ProviderRequest request, ServedModel model) {
    ModelConfig asked = request.model().withModelName(model.formatName());
    return request.withModel(
        asked.modelName().equals(model.endpoint()) ? asked : asked.withReasoning(null));
  }

  private static RequestBody withoutCounts(RequestBody body) {
    return body.withMembers(body.members().without(Set.of(COUNTS)));
  }

  private ProviderStream send(
      ServiceClient client, ProviderRequest request, ServedModel model, RequestBody body)
      throws InterruptedException {
    String path = "serving-endpoints/" + Endpoint.segment(model.endpoint()) + "/invocations";
    return client.stream(
        ServiceCall.to(path, body.payload(), request), new DatabricksDecoder(client.environment()));
  }
}
