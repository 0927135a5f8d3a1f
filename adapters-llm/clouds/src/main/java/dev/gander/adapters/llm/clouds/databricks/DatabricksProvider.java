package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.oauth.BearerTokens;
import dev.gander.provider.kit.openai.Responses;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.ReasoningName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Serving endpoints of a workspace, each called as its model requires.
final class DatabricksProvider implements Provider {
  private final BearerTokens bearer;
  private final ServiceClient client;
  private final ServedModels served;
  private final Invocations invocations;
  private final Function<ServedModel, Responses> speaker;
  private final Map<ServedModel, Responses> responses = new ConcurrentHashMap<>();

  /// @param speaker creates the Responses client of an endpoint
  DatabricksProvider(
      BearerTokens bearer,
      ServiceClient client,
      ServedModels served,
      Invocations invocations,
      Function<ServedModel, Responses> speaker) {
    this.bearer = bearer;
    this.client = client;
    this.served = served;
    this.invocations = invocations;
    this.speaker = speaker;
  }

  @Override
  public String name() {
    return DatabricksProviderFactory.NAME;
  }

  @Override
  public String fastModel() {
    return DatabricksProviderFactory.FAST_MODEL;
  }

  @Override
  public List<String> models() throws InterruptedException {
    return EndpointList.names(client.get("api/2.0/serving-endpoints")).toList();
  }

  /// Fails at once if the user cannot sign in: looking up the endpoint first would open a second
  /// sign-in page.
  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    bearer.token();
    String endpoint = ReasoningName.withoutEffort(request.model().modelName());
    ServedModel model = served.find(endpoint, client);
    return model.speaksResponses()
        ? responses.computeIfAbsent(model, speaker).stream(request, Map.of())
        : invocations.stream(request, model);
  }
}
