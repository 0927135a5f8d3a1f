package dev.gander.adapters.llm.databricks;

import dev.gander.adapters.llm.http.Bearer;
import dev.gander.adapters.llm.openai.Responses;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Serving endpoints of a workspace, each asked as the model behind it wants.
final class DatabricksProvider implements Provider {
  private final Bearer bearer;
  private final Invocations invocations;
  private final Function<Served, Responses> speaker;
  private final Map<Served, Responses> responses = new ConcurrentHashMap<>();

  /// @param speaker makes what asks one endpoint over Responses
  DatabricksProvider(Bearer bearer, Invocations invocations, Function<Served, Responses> speaker) {
    this.bearer = bearer;
    this.invocations = invocations;
    this.speaker = speaker;
  }

  @Override
  public String name() {
    return invocations.name();
  }

  @Override
  public String fastModel() {
    return invocations.fastModel();
  }

  @Override
  public List<String> models() throws InterruptedException {
    return invocations.models();
  }

  /// Whoever cannot sign in is told so at once: to be asked for the endpoint first, in vain, would
  /// open a second page.
  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    bearer.token();
    Served served = invocations.served(request);
    return served.speaksResponses()
        ? responses.computeIfAbsent(served, speaker).stream(request, Map.of())
        : invocations.stream(request);
  }
}
